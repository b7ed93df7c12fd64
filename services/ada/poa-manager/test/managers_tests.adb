with AUnit.Assertions;
with Corba.System_Exceptions;
with Expecting;
with Expecting_User;
with Interfaces;
with POA_Manager.Managers;
with POA_Manager.User_Exceptions;

package body Managers_Tests is

   use AUnit.Assertions;
   use Corba.System_Exceptions;
   use POA_Manager.Managers;
   use POA_Manager.User_Exceptions;
   use type Interfaces.Unsigned_32;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  Any state leads to any other, but for inactive, which is the end.
   procedure Test_Transitions (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Create ("t");
      Assert (State ("t") = Holding, "it begins holding");
      for From in Holding .. Discarding loop
         for To in Holding .. Discarding loop
            Set_State ("t", From);
            Set_State ("t", To);
            Assert (State ("t") = To, From'Image & " to " & To'Image);
         end loop;
      end loop;
      Set_State ("t", Inactive);
      for To in States loop
         declare
            procedure Change;

            procedure Change is
            begin
               Set_State ("t", To);
            end Change;
         begin
            Expecting_User.User_Exception (Change'Access, Adapter_Inactive);
         end;
      end loop;
      Remove ("t");
   end Test_Transitions;

   procedure Test_Requests (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Check;

      procedure Check is
      begin
         Check_Active ("r");
      end Check;
   begin
      Create ("r");
      Expecting.System_Exception (Check'Access, Transient, Polyorb_Set or 31);
      Set_State ("r", Discarding);
      Expecting.System_Exception (Check'Access, Transient, OMG_Set or 1);
      Set_State ("r", Active);
      Check;
      Set_State ("r", Inactive);
      Expecting.System_Exception (Check'Access, Obj_Adapter, Polyorb_Set or 32);
      Remove ("r");
      Expecting.System_Exception (Check'Access, Object_Not_Exist, OMG_Set or 2);
   end Test_Requests;

   procedure Test_Users (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Remove_Used;

      procedure Remove_Used is
      begin
         Remove ("u");
      end Remove_Used;
   begin
      Create ("u");
      Join ("u");
      Join ("u");
      Expecting.System_Exception (Remove_Used'Access, Bad_Inv_Order, Polyorb_Set or 35);
      Leave ("u");
      Assert (Exists ("u"), "one POA is left");
      Leave ("u");
      Assert (not Exists ("u"), "the last POA ends it");
   end Test_Users;

   procedure Test_Names (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Again;
      procedure Unnamed;

      procedure Again is
      begin
         Create ("n");
      end Again;

      procedure Unnamed is
      begin
         Create ("a/b");
      end Unnamed;
   begin
      Create ("n");
      Expecting_User.User_Exception (Again'Access, Manager_Already_Exists);
      Assert (Free_Name ("n") = "n-2", Free_Name ("n"));
      Assert (Free_Name ("other") = "other", Free_Name ("other"));
      Expecting.System_Exception (Unnamed'Access, Bad_Param, Polyorb_Set or 33);
      Assert (not Is_Name (""), "empty");
      Assert (not Is_Name ("a b"), "a blank");
      Assert (not Is_Name ((1 .. 65 => 'x')), "too long");
      Remove ("n");
   end Test_Names;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Transitions'Access, "transitions of the state");
      Register_Routine (Item, Test_Requests'Access, "what a request meets in each state");
      Register_Routine (Item, Test_Users'Access, "POAs that come and go");
      Register_Routine (Item, Test_Names'Access, "names");
   end Register_Tests;

end Managers_Tests;
