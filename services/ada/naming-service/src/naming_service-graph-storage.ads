--  How the graph is held, and how a name leads through it.

with Ada.Containers.Indefinite_Ordered_Maps;
with Ada.Containers.Ordered_Maps;

private package Naming_Service.Graph.Storage is

   type Binding is record
      Part    : Names.Component;
      Item    : Target;

      --  False while it is only prepared.
      Visible : Boolean := True;

      --  A change of it is prepared.
      Locked  : Boolean := False;
   end record;

   package Binding_Maps is new Ada.Containers.Indefinite_Ordered_Maps (String, Binding);

   type Context_Record is limited record
      Bindings : Binding_Maps.Map;
   end record;

   type Context_Access is access Context_Record;

   package Context_Maps is new Ada.Containers.Ordered_Maps (Context_Id, Context_Access);

   --  To the context that holds, or would hold, the last component.
   procedure Walk
     (Contexts : Context_Maps.Map;
      Start    : Context_Id;
      Name     : Names.Name;
      Last_In  : out Context_Id;
      Result   : out Outcome);

   --  NotFound, of the part of Name that starts at From.
   function Missing (Name : Names.Name; From : Positive; Why : Reasons) return Outcome;

end Naming_Service.Graph.Storage;
