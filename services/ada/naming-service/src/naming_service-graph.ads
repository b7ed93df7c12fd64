--  The naming graph: contexts, and what is bound in them. A change has two
--  steps, so that others may be asked in between: until it is committed
--  nobody sees it, and meanwhile nobody else changes the same binding.

with Ada.Strings.Unbounded;
with Kit.JSON;
with Naming_Service.Names;
with Naming_Service.Outcomes;

package Naming_Service.Graph is

   use Ada.Strings.Unbounded;
   use Naming_Service.Outcomes;

   Max_Contexts : constant := 1_000;
   Max_Bindings : constant := 10_000;

   --  Ids are never used again.
   subtype Context_Id is Natural;

   Root : constant Context_Id := 0;

   type Target_Kinds is (Object, Context, Foreign_Context);

   type Target is record
      Kind      : Target_Kinds := Object;

      --  Of a context of ours.
      Id        : Context_Id := Root;

      --  Of all others.
      Reference : Unbounded_String;
      Type_Id   : Unbounded_String;
   end record;

   procedure Resolve
     (Start  : Context_Id;
      Name   : Names.Name;
      Found  : out Target;
      Result : out Outcome);

   type Actions is (Bind, Rebind, Unbind);

   type Change is private;

   --  Item matters to Bind and Rebind only. When Result is Done, Commit or
   --  Abandon must follow.
   procedure Prepare
     (Start  : Context_Id;
      Name   : Names.Name;
      Action : Actions;
      Item   : Target;
      Into   : out Change;
      Result : out Outcome);

   procedure Commit (Item : Change);
   procedure Abandon (Item : Change);

   --  What was bound before; what Item was for Bind.
   function Old (Item : Change) return Target;

   --  Bound to no name.
   procedure New_Context (Id : out Context_Id; Result : out Outcome);

   procedure Destroy (Id : Context_Id; Result : out Outcome);

   --  Appends up to Max bindings whose stringified component is greater than
   --  After: {"name", "id", "kind", "type"}.
   procedure List
     (Id     : Context_Id;
      After  : String;
      Max    : Positive;
      Into   : in out Kit.JSON.Value;
      More   : out Boolean;
      Result : out Outcome);

   procedure Count (Contexts, Bindings : out Natural);

private

   type Change is record
      Action : Actions := Bind;
      Within : Context_Id := Root;
      Key    : Unbounded_String;
      Item   : Target;
      Old    : Target;
   end record;

end Naming_Service.Graph;
