with Ada.Strings.Unbounded;
with Corba.Corbaloc;
with Corba.References;
with Corba.System_Exceptions;
with Kit.Env;
with Naming_Service.Graph;
with Naming_Service.Names;
with Naming_Service.Outcomes;

package body Naming_Service.Built_In is

   use Ada.Strings.Unbounded;
   use Corba.References;
   use all type Naming_Service.Outcomes.Kinds;

   procedure Bind (Name : String; Item : Graph.Target);
   procedure Bind_Object (Address, Key, Interface_Name : String);

   ----------
   -- Bind --
   ----------

   procedure Bind (Name : String; Item : Graph.Target) is
      Change : Graph.Change;
      Result : Outcomes.Outcome;
   begin
      Graph.Prepare (Graph.Root, Names.Parse (Name), Graph.Bind, Item, Change, Result);
      if Result.Kind /= Done then
         raise Program_Error with Name & " cannot be bound: " & Result.Kind'Image;
      end if;
      Graph.Commit (Change);
   end Bind;

   -----------------
   -- Bind_Object --
   -----------------

   procedure Bind_Object (Address, Key, Interface_Name : String) is
      Reference : constant String := "corbaloc::1.2@" & Address & '/' & Key;
   begin
      Bind
        ("polyorb/" & Key,
         (Kind      => Graph.Object,
          Reference => To_Unbounded_String (Reference),
          Type_Id   => To_Unbounded_String ("IDL:polyorb/" & Interface_Name & ":1.0"),
          others    => <>));
   end Bind_Object;

   --------------
   -- Bind_All --
   --------------

   procedure Bind_All (Address : String) is
      Context : Graph.Context_Id;
      Result  : Outcomes.Outcome;
   begin
      --  A setting that is wrong shows now, not when a name is used.
      if (for some Item of Address => Item in ',' | '/')
        or else Count (Corba.Corbaloc.Parse ("corbaloc::1.2@" & Address & "/echo")) /= 1
      then
         raise Kit.Env.Invalid_Setting with "ORB_ADDRESS: expected one host:port";
      end if;
      Graph.New_Context (Context, Result);
      Bind ("polyorb", (Kind => Graph.Context, Id => Context, others => <>));
      Bind_Object (Address, "echo", "Echo");
      Bind_Object (Address, "counter", "Counter");
      Bind_Object (Address, "calculator", "Calculator");
      Bind_Object (Address, "dictionary", "Dictionary");
   exception
      when Corba.System_Exceptions.Raised =>
         raise Kit.Env.Invalid_Setting with "ORB_ADDRESS: expected host:port";
   end Bind_All;

end Naming_Service.Built_In;
