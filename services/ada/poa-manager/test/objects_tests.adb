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

package body Objects_Tests is

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

   procedure Expect_On_Activate
     (Within : Adapter_Access; Item : Servant; Kind : POA_Manager.User_Exceptions.Kinds);
   procedure Expect_On_Id
     (Within : Adapter_Access;
      Id     : String;
      Item   : Servant;
      Kind   : POA_Manager.User_Exceptions.Kinds);
   procedure Expect_On_Servant
     (Within : Adapter_Access; Item : Servant; Kind : POA_Manager.User_Exceptions.Kinds);
   procedure Expect_On_Reference
     (Within : Adapter_Access; Reference : String; Kind : POA_Manager.User_Exceptions.Kinds);

   procedure Expect_On_Activate
     (Within : Adapter_Access; Item : Servant; Kind : POA_Manager.User_Exceptions.Kinds)
   is
      function Done return String is (Activate (Within, Item));
      procedure Try is new Run_It (Done);
   begin
      Expecting_User.User_Exception (Try'Access, Kind);
   end Expect_On_Activate;

   procedure Expect_On_Id
     (Within : Adapter_Access;
      Id     : String;
      Item   : Servant;
      Kind   : POA_Manager.User_Exceptions.Kinds)
   is
      procedure Try;

      procedure Try is
      begin
         Activate_With_Id (Within, Id, Item);
      end Try;
   begin
      Expecting_User.User_Exception (Try'Access, Kind);
   end Expect_On_Id;

   procedure Expect_On_Servant
     (Within : Adapter_Access; Item : Servant; Kind : POA_Manager.User_Exceptions.Kinds)
   is
      function Done return String is (Servant_To_Id (Within, Item));
      procedure Try is new Run_It (Done);
   begin
      Expecting_User.User_Exception (Try'Access, Kind);
   end Expect_On_Servant;

   procedure Expect_On_Reference
     (Within : Adapter_Access; Reference : String; Kind : POA_Manager.User_Exceptions.Kinds)
   is
      function Done return String is (Reference_To_Id (Within, Reference));
      procedure Try is new Run_It (Done);
   begin
      Expecting_User.User_Exception (Try'Access, Kind);
   end Expect_On_Reference;

   procedure Test_System_Ids (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Unique : constant Adapter_Access := Fresh ("unique", (1 => System_Id));
      Many   : constant Adapter_Access := Fresh ("many", (1 => Multiple_Id));
      First  : constant String := Activate (Unique, Servant_Of ("s"));
   begin
      Assert (Id_To_Servant (Unique, First) = Servant_Of ("s"), "the servant");
      Expect_On_Activate (Unique, Servant_Of ("s"), Servant_Already_Active);
      Expect_On_Id (Unique, First, Servant_Of ("t"), Object_Already_Active);
      Assert (Servant_To_Id (Unique, Servant_Of ("s")) = First, "its id");
      Expect_On_Servant (Unique, Servant_Of ("t"), Servant_Not_Active);
      Deactivate (Unique, First);
      --  An id that the POA has made may be used again.
      Activate_With_Id (Unique, First, Servant_Of ("s"));
      Assert
        (Activate (Many, Servant_Of ("s")) /= Activate (Many, Servant_Of ("s")), "two ids");
      Expect_On_Servant (Many, Servant_Of ("s"), Wrong_Policy);
      End_Fresh;
   end Test_System_Ids;

   procedure Test_User_Ids (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Unique : constant Adapter_Access := Fresh ("unique", (1 => User_Id));
      Many   : constant Adapter_Access := Fresh ("many", (User_Id, Multiple_Id));
   begin
      Expect_On_Activate (Unique, Servant_Of ("s"), Wrong_Policy);
      Activate_With_Id (Unique, "a", Servant_Of ("s"));
      Expect_On_Id (Unique, "a", Servant_Of ("t"), Object_Already_Active);
      Expect_On_Id (Unique, "b", Servant_Of ("s"), Servant_Already_Active);
      Activate_With_Id (Many, "a", Servant_Of ("s"));
      Activate_With_Id (Many, "b", Servant_Of ("s"));
      Assert (Count (Many.Objects) = 2, "two objects, one servant");
      Deactivate (Many, "a");
      Assert (Count_Of (Many.Objects, "s") = 1, "one is left");
      Assert (Id_Of (Many.Objects, "s") = "b", "it is b");
      End_Fresh;
   end Test_User_Ids;

   procedure Test_Bad_Ids (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      System : constant Adapter_Access := Fresh ("system", (1 => System_Id));
      Kept   : constant Adapter_Access := Fresh ("kept", (1 => Persistent));
      User   : constant Adapter_Access := Fresh ("user", (1 => User_Id));
      Within : Adapter_Access := System;
      Id     : Unbounded_String;

      procedure Try;

      procedure Try is
      begin
         Activate_With_Id (Within, To_String (Id), Servant_Of ("s"));
      end Try;

      procedure Expect (Text : String; Minor : Minor_Code);

      procedure Expect (Text : String; Minor : Minor_Code) is
      begin
         Id := To_Unbounded_String (Text);
         Expecting.System_Exception (Try'Access, Bad_Param, Minor);
      end Expect;

      Own : constant String := Activate (System, Servant_Of ("own"));
   begin
      Expect ("mine", OMG_Set or 14);
      Expect (Own (1 .. 8) & "00000000", OMG_Set or 14);
      Expect (Own (1 .. 8) & "000000ff", OMG_Set or 14);
      Expect (Own (1 .. 8) & "fffffffg", OMG_Set or 14);
      Expect ("0000000000000001", OMG_Set or 14);
      Expect ("", Polyorb_Set or 39);
      --  A persistent POA knows the ids of its earlier lives no more.
      Within := Kept;
      Activate_With_Id (Kept, "0000000000000001", Servant_Of ("s"));
      Expect ("mine", OMG_Set or 14);
      Within := User;
      Expect ((1 .. 257 => 'x'), Polyorb_Set or 39);
      Expect ("a" & ASCII.LF, Polyorb_Set or 39);
      End_Fresh;
   end Test_Bad_Ids;

   procedure Test_Implicit (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Once  : constant Adapter_Access := Fresh ("once", (1 => Implicit_Activation));
      Again : constant Adapter_Access :=
        Fresh ("again", (Implicit_Activation, Multiple_Id));
      First : constant String := Servant_To_Id (Once, Servant_Of ("s"));
   begin
      Assert (Servant_To_Id (Once, Servant_Of ("s")) = First, "the same object");
      Assert
        (Servant_To_Id (Again, Servant_Of ("s")) /= Servant_To_Id (Again, Servant_Of ("s")),
         "an object each time");
      End_Fresh;
   end Test_Implicit;

   procedure Test_Not_Retained (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Bare : constant Adapter_Access :=
        Fresh ("bare", (Non_Retain, Use_Servant_Manager, User_Id));

      procedure Stop;

      procedure Stop is
      begin
         Deactivate (Bare, "a");
      end Stop;

      function Asked return String is (To_String (Id_To_Servant (Bare, "a").Name));
      function Referred return String is (Id_To_Reference (Bare, "a"));
      procedure Ask is new Run_It (Asked);
      procedure Refer is new Run_It (Referred);
   begin
      Expect_On_Id (Bare, "a", Servant_Of ("s"), Wrong_Policy);
      Expect_On_Servant (Bare, Servant_Of ("s"), Wrong_Policy);
      Expecting_User.User_Exception (Stop'Access, Wrong_Policy);
      Expecting_User.User_Exception (Ask'Access, Wrong_Policy);
      Expecting_User.User_Exception (Refer'Access, Wrong_Policy);
      End_Fresh;
   end Test_Not_Retained;

   procedure Test_References (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      One   : constant Adapter_Access := Fresh ("one", (1 => User_Id));
      Other : constant Adapter_Access := Fresh ("other", (User_Id, Persistent));
      Made  : constant String := Create_Reference (One, "IDL:x:1.0", "a/b");
      Kept  : constant String := Create_Reference (Other, "IDL:x:1.0", "k");

      function Unnamed return String is (Create_Reference (One, "IDL:x:1.0", ""));
      procedure Make is new Run_It (Unnamed);
   begin
      Assert (Count (One.Objects) = 0, "nothing is activated");
      Activate_With_Id (One, "a/b", Servant_Of ("s"));
      Assert (Id_To_Reference (One, "a/b") = Made, "the same reference");
      Assert (Reference_To_Id (One, Made) = "a/b", "and back");
      Assert (Reference_To_Id (Other, Kept) = "k", "of a persistent one too");
      Expect_On_Reference (Other, Made, Wrong_Adapter);
      Expect_On_Reference (One, "corbaloc::orb-core:50060/echo", Wrong_Adapter);
      Expect_On_Reference
        (One, "corbaloc::orb-core:50060/RootPOA/t/one/00000000/a", Wrong_Adapter);
      Assert
        (Reference_To_Id
           (Other, "corbaloc::orb-core:50060/RootPOA/t/other/persistent/k") = "k",
         "as a URL");
      Expecting_User.User_Exception (Make'Access, Wrong_Policy);
      End_Fresh;
   end Test_References;

   procedure Test_Limit (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Full : constant Adapter_Access := Fresh ("full", (User_Id, Multiple_Id));

      procedure One_More;

      procedure One_More is
      begin
         Activate_With_Id (Full, "one more", Servant_Of ("s"));
      end One_More;
   begin
      for Index in 1 .. Max_Objects - Total loop
         Activate_With_Id (Full, Index'Image, Servant_Of ("s"));
      end loop;
      Expecting.System_Exception (One_More'Access, Imp_Limit, Polyorb_Set or 3);
      Deactivate (Full, " 1");
      One_More;
      End_Fresh;
   end Test_Limit;

   procedure Test_Types (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Many : constant Adapter_Access := Fresh ("many", (User_Id, Multiple_Id));

      procedure Other_Type;

      procedure Other_Type is
      begin
         Activate_With_Id (Many, "b", Servant_Of ("s", "IDL:y:1.0"));
      end Other_Type;
   begin
      Activate_With_Id (Many, "a", Servant_Of ("s"));
      Expecting.System_Exception (Other_Type'Access, Bad_Param, Polyorb_Set or 40);
      End_Fresh;
   end Test_Types;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_System_Ids'Access, "ids of the POA");
      Register_Routine (Item, Test_User_Ids'Access, "ids of the user");
      Register_Routine (Item, Test_Bad_Ids'Access, "ids that are none");
      Register_Routine (Item, Test_Implicit'Access, "implicit activation");
      Register_Routine (Item, Test_Not_Retained'Access, "a POA that retains nothing");
      Register_Routine (Item, Test_References'Access, "references");
      Register_Routine (Item, Test_Limit'Access, "as many objects as there may be");
      Register_Routine (Item, Test_Types'Access, "a servant of two types");
   end Register_Tests;

end Objects_Tests;
