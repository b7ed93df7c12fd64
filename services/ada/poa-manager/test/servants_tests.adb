with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Corba.System_Exceptions;
with Expecting;
with Expecting_User;
with Fresh_Adapters;
with Interfaces;
with POA_Manager.Adapters;
with POA_Manager.Object_Maps;
with POA_Manager.Objects;
with POA_Manager.Policies;
with POA_Manager.User_Exceptions;

package body Servants_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Corba.System_Exceptions;
   use Fresh_Adapters;
   use POA_Manager.Adapters;
   use POA_Manager.Object_Maps;
   use POA_Manager.Objects;
   use POA_Manager.Policies;
   use POA_Manager.User_Exceptions;
   use type Interfaces.Unsigned_32;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Test_Default_Servant (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Served : constant Adapter_Access :=
        Fresh ("served", (Use_Default_Servant, Multiple_Id, User_Id));
      Plain  : constant Adapter_Access := Fresh ("plain", (1 => User_Id));

      procedure Set_Plain;

      procedure Set_Plain is
      begin
         Set_Default_Servant (Plain, Servant_Of ("d"));
      end Set_Plain;

      function Given return String is (To_String (Default_Servant (Served).Name));
      procedure Give is new Run_It (Given);
      function Asked return String is (To_String (Id_To_Servant (Served, "a").Name));
      procedure Ask is new Run_It (Asked);
   begin
      Expecting_User.User_Exception (Set_Plain'Access, Wrong_Policy);
      Expecting_User.User_Exception (Give'Access, POA_Manager.User_Exceptions.No_Servant);
      Expecting_User.User_Exception (Ask'Access, Object_Not_Active);
      Set_Default_Servant (Served, Servant_Of ("d"));
      Assert (Default_Servant (Served) = Servant_Of ("d"), "as set");
      Activate_With_Id (Served, "a", Servant_Of ("s"));
      Assert (Id_To_Servant (Served, "a") = Servant_Of ("s"), "an active object's own");
      Assert (Id_To_Servant (Served, "b") = Servant_Of ("d"), "any other's is the default");
      End_Fresh;
   end Test_Default_Servant;

   procedure Test_Servant_Manager (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Keeps  : constant Adapter_Access := Fresh ("keeps", (User_Id, Use_Servant_Manager));
      Loses  : constant Adapter_Access :=
        Fresh ("loses", (User_Id, Use_Servant_Manager, Non_Retain));
      Plain  : constant Adapter_Access := Fresh ("plain", (1 => User_Id));
      Within : Adapter_Access := Keeps;
      Kind   : Servant_Managers := Servant_Locator;

      procedure Set;

      procedure Set is
      begin
         Set_Servant_Manager (Within, Kind);
      end Set;
   begin
      Expecting.System_Exception (Set'Access, Obj_Adapter, OMG_Set or 4);
      Kind := Servant_Activator;
      Set;
      Expecting.System_Exception (Set'Access, Bad_Inv_Order, OMG_Set or 6);
      Within := Loses;
      Expecting.System_Exception (Set'Access, Obj_Adapter, OMG_Set or 4);
      Set_Servant_Manager (Loses, Servant_Locator);
      Assert (Servant_Manager (Loses) = Servant_Locator, "as set");
      Within := Plain;
      Expecting_User.User_Exception (Set'Access, Wrong_Policy);
      End_Fresh;
   end Test_Servant_Manager;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Default_Servant'Access, "default servants");
      Register_Routine (Item, Test_Servant_Manager'Access, "servant managers");
   end Register_Tests;

end Servants_Tests;
