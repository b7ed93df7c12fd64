with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Corba.System_Exceptions;
with Expecting;
with Expecting_User;
with Interfaces;
with Kit.JSON;
with Kit.JSON.Printing;
with POA_Manager.Adapters;
with POA_Manager.Managers;
with POA_Manager.Object_Maps;
with POA_Manager.Objects;
with POA_Manager.Policies;
with POA_Manager.User_Exceptions;

package body Adapters_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Corba.System_Exceptions;
   use POA_Manager.Adapters;
   use POA_Manager.Policies;
   use POA_Manager.User_Exceptions;
   use type Interfaces.Unsigned_32;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  Destroys it, and says what went: paths as JSON.
   function Destroyed (Path : String) return String;

   function Destroyed (Path : String) return String is
      Paths : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Count : Natural;
   begin
      Destroy (Path, Paths, Count);
      return Kit.JSON.Printing.Image (Paths) & Count'Image;
   end Destroyed;

   procedure Test_Tree (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Again;
      procedure Orphan;
      procedure Missing;

      procedure Again is
      begin
         Create ("RootPOA/a", "b", "", Defaults);
      end Again;

      procedure Orphan is
      begin
         Create ("RootPOA/none", "b", "", Defaults);
      end Orphan;

      procedure Missing is
      begin
         Assert (Find ("RootPOA/a/b") = null, "unreachable");
      end Missing;
   begin
      Expecting_User.Need_Root;
      Create ("RootPOA", "a", "", Defaults);
      Create ("RootPOA/a", "b", "", Combined ((1 => Persistent)));
      Create ("RootPOA/a", "c", "a", Defaults);
      Create ("RootPOA", "ab", "", Defaults);
      Assert (Find ("RootPOA/a/b").Policies (Lifespan) = Persistent, "policies");
      Assert (Find ("RootPOA/a/c").Manager = "a", "a shared manager");
      Assert (POA_Manager.Managers.State ("b") in POA_Manager.Managers.Holding, "holding");
      Expecting_User.User_Exception (Again'Access, Adapter_Already_Exists);
      Expecting_User.User_Exception (Orphan'Access, Adapter_Non_Existent);
      Assert
        (Kit.JSON.Printing.Image (Kit.JSON.Get (Image ("RootPOA/a"), "children"))
         = "[""b"",""c""]", "children");
      --  The children go with their parent, the neighbour stays.
      Assert
        (Destroyed ("RootPOA/a") = "[""RootPOA/a"",""RootPOA/a/b"",""RootPOA/a/c""] 0",
         "destroyed");
      Expecting_User.User_Exception (Missing'Access, Adapter_Non_Existent);
      Assert (not POA_Manager.Managers.Exists ("a"), "the manager of two POAs went");
      Assert (Destroyed ("RootPOA/ab") = "[""RootPOA/ab""] 0", "the neighbour");
   end Test_Tree;

   procedure Test_Refused (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure No_Manager;
      procedure No_Name;
      procedure Root;

      procedure No_Manager is
      begin
         Create ("RootPOA", "x", "none", Defaults);
      end No_Manager;

      procedure No_Name is
      begin
         Create ("RootPOA", "x/y", "", Defaults);
      end No_Name;

      procedure Root is
      begin
         Assert (Destroyed ("RootPOA") = "", "unreachable");
      end Root;
   begin
      Expecting_User.Need_Root;
      Expecting.System_Exception (No_Manager'Access, Object_Not_Exist, OMG_Set or 2);
      Expecting.System_Exception (No_Name'Access, Bad_Param, Polyorb_Set or 36);
      Expecting.System_Exception (Root'Access, Bad_Inv_Order, Polyorb_Set or 38);
   end Test_Refused;

   procedure Test_Limits (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      Path : Unbounded_String := To_Unbounded_String ("RootPOA");

      procedure Deeper;
      procedure One_More;

      procedure Deeper is
      begin
         Create (To_String (Path), "d", "", Defaults);
      end Deeper;

      procedure One_More is
      begin
         Create ("RootPOA", "more", "", Defaults);
      end One_More;
   begin
      Expecting_User.Need_Root;
      for Level in 2 .. Max_Depth loop
         Deeper;
         Append (Path, "/d");
      end loop;
      Expecting.System_Exception (Deeper'Access, Imp_Limit, Polyorb_Set or 37);
      for Index in 1 .. Max_Adapters - Max_Depth loop
         Create ("RootPOA/d", "n" & Kit.JSON.Printing.Image (Long_Float (Index)), "d", Defaults);
      end loop;
      Expecting.System_Exception (One_More'Access, Imp_Limit, Polyorb_Set or 37);
      Assert (Destroyed ("RootPOA/d") /= "", "all of them");
      One_More;
      Assert (Destroyed ("RootPOA/more") /= "", "room again");
   end Test_Limits;

   --  Objects that a servant activator made go back to it.
   procedure Test_Etherealized (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use POA_Manager.Object_Maps;
      Count  : Natural;
      Before : constant Natural := Total;
      Made   : constant Incarnation :=
        (((To_Unbounded_String ("s"), To_Unbounded_String ("IDL:x:1.0"))), others => <>);
   begin
      Expecting_User.Need_Root;
      Need_Services;
      Need_Services;
      Insert (Find (Services_Path).Objects, "one", Made);
      Insert (Find (Services_Path).Objects, "two", Made);
      Etherealize (To_String (Find (Services_Path).Manager), Count);
      Assert (Count = 2 and then Total = Before, "both objects:" & Count'Image);
      Insert (Find (Services_Path).Objects, "one", Made);
      Assert (Destroyed (Services_Path) = "[""RootPOA/services""] 1", "with the POA");
      Assert (Total = Before, "nothing is left");
      Create ("RootPOA", "plain", "", Defaults);
      Assert
        (POA_Manager.Objects.Activate (Find ("RootPOA/plain"), Made.Servant) /= "", "active");
      Assert (Destroyed ("RootPOA/plain") = "[""RootPOA/plain""] 0", "nobody's to get back");
      Assert (Total = Before, "gone with the POA");
   end Test_Etherealized;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Tree'Access, "created, found, destroyed");
      Register_Routine (Item, Test_Refused'Access, "refused");
      Register_Routine (Item, Test_Limits'Access, "limits");
      Register_Routine (Item, Test_Etherealized'Access, "etherealized");
   end Register_Tests;

end Adapters_Tests;
