--  POAs for one test each, below RootPOA/t, and how to see what an operation
--  on them raises.

with Ada.Strings.Unbounded;
with POA_Manager.Adapters;
with POA_Manager.Object_Maps;
with POA_Manager.Policies;

package Fresh_Adapters is

   use Ada.Strings.Unbounded;
   use POA_Manager.Adapters;
   use POA_Manager.Object_Maps;

   function Fresh (Name : String; Given : POA_Manager.Policies.List) return Adapter_Access;
   procedure End_Fresh;

   function Servant_Of (Name : String; Type_Id : String := "IDL:x:1.0") return Servant is
     (To_Unbounded_String (Name), To_Unbounded_String (Type_Id));

   --  A procedure of an operation that must raise something.
   generic
      with function Operation return String;
   procedure Run_It;

end Fresh_Adapters;
