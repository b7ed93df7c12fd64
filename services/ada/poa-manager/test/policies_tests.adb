with AUnit.Assertions;
with Expecting_User;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with POA_Manager.Policies;
with POA_Manager.User_Exceptions;

package body Policies_Tests is

   use AUnit.Assertions;
   use POA_Manager.Policies;
   use POA_Manager.User_Exceptions;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   No_Policies : constant List (1 .. 0) := (others => Retain);

   procedure Expect_Invalid (Given : List; Index : Natural);
   procedure Expect_Bad (Text : String; Index : Natural);

   procedure Expect_Invalid (Given : List; Index : Natural) is
      procedure Combine;

      procedure Combine is
      begin
         Assert (Combined (Given) /= Combined (Given), "unreachable");
      end Combine;
   begin
      Expecting_User.User_Exception (Combine'Access, Invalid_Policy, Index);
   end Expect_Invalid;

   procedure Expect_Bad (Text : String; Index : Natural) is
      procedure Read;

      procedure Read is
      begin
         Assert (To_List (Kit.JSON.Parsing.Parse (Text))'Length = 99, "accepted: " & Text);
      end Read;
   begin
      Expecting_User.User_Exception (Read'Access, Policy_Error, Index);
   end Expect_Bad;

   procedure Test_Defaults (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (Combined (No_Policies) = Defaults, "without policies");
      Assert (Combined ((Transient, Retain)) = Defaults, "the defaults themselves");
      Assert
        (Kit.JSON.Printing.Image (Image (Defaults))
         = "{""thread"":""ORB_CTRL_MODEL"",""lifespan"":""TRANSIENT"","
           & """idUniqueness"":""UNIQUE_ID"",""idAssignment"":""SYSTEM_ID"","
           & """implicitActivation"":""NO_IMPLICIT_ACTIVATION"","
           & """servantRetention"":""RETAIN"","
           & """requestProcessing"":""USE_ACTIVE_OBJECT_MAP_ONLY""}",
         Kit.JSON.Printing.Image (Image (Defaults)));
   end Test_Defaults;

   --  Each rule of the specification, with the offending policy at several
   --  places and the other half given or left to its default.
   procedure Test_Combinations (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Invalid ((1 => Non_Retain), 0);
      Expect_Invalid ((Persistent, User_Id, Non_Retain), 2);
      Expect_Invalid ((Non_Retain, Use_Active_Object_Map_Only), 0);
      Expect_Invalid ((Persistent, Use_Active_Object_Map_Only, Non_Retain), 1);
      Expect_Invalid ((1 => Use_Default_Servant), 0);
      Expect_Invalid ((Retain, Use_Default_Servant, Unique_Id), 1);
      Expect_Invalid ((Unique_Id, Retain, Use_Default_Servant), 0);
      Expect_Invalid ((User_Id, Implicit_Activation), 0);
      Expect_Invalid ((Persistent, Implicit_Activation, User_Id), 1);
      Expect_Invalid ((Implicit_Activation, Non_Retain, Use_Servant_Manager), 0);
      Expect_Invalid ((Use_Servant_Manager, Non_Retain, Implicit_Activation), 1);
   end Test_Combinations;

   procedure Test_Contradictions (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Invalid ((Persistent, Retain, Transient), 2);
      Expect_Invalid ((Persistent, Persistent, User_Id, System_Id), 3);
      Assert
        (Combined ((Persistent, Persistent)) (Lifespan) = Persistent, "the same twice");
   end Test_Contradictions;

   --  Of all combinations those are good that the rules of the specification,
   --  written once more and otherwise here, allow.
   procedure Test_All_Combinations (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Good : Natural := 0;
   begin
      for Uniqueness in Unique_Id .. Multiple_Id loop
         for Assignment in User_Id .. System_Id loop
            for Activating in Implicit_Activation .. No_Implicit_Activation loop
               for Retention in Retain .. Non_Retain loop
                  for Processing in Use_Active_Object_Map_Only .. Use_Servant_Manager loop
                     declare
                        Allowed : constant Boolean :=
                          (case Processing is
                              when Use_Active_Object_Map_Only => Retention = Retain,
                              when Use_Default_Servant        => Uniqueness = Multiple_Id,
                              when others                     => True)
                          and then (Activating = No_Implicit_Activation
                                    or else (Assignment = System_Id
                                             and then Retention = Retain));
                        Result  : Set;
                     begin
                        Result := Combined
                          ((Uniqueness, Assignment, Activating, Retention, Processing));
                        Assert (Allowed, "allowed" & Result (Id_Assignment)'Image);
                        Good := Good + 1;
                     exception
                        when Raised =>
                           Assert (not Allowed, "refused " & Processing'Image);
                     end;
                  end loop;
               end loop;
            end loop;
         end loop;
      end loop;
      Assert (Good = 21, "good ones:" & Good'Image);
   end Test_All_Combinations;

   procedure Test_Text (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert
        (To_List (Kit.JSON.Parsing.Parse ("[""PERSISTENT"",""USER_ID""]"))
         = List'(Persistent, User_Id), "an array");
      Assert
        (To_List
           (Kit.JSON.Parsing.Parse
              ("{""idAssignment"":""USER_ID"",""thread"":""SINGLE_THREAD_MODEL""}"))
         = List'(User_Id, Single_Thread_Model), "an object");
      Assert (To_List (Kit.JSON.Nothing) = No_Policies, "nothing");
      Expect_Bad ("[""PERSISTENT"",""persistent""]", 1);
      Expect_Bad ("[3]", 0);
      Expect_Bad ("[""PERSISTENT"",null]", 1);
      Expect_Bad ("{""lifespan"":""PERSISTENT"",""thread"":""RETAIN""}", 1);
      Expect_Bad ("{""Lifespan"":""PERSISTENT""}", 0);
   end Test_Text;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Defaults'Access, "defaults");
      Register_Routine (Item, Test_Combinations'Access, "combinations that are not allowed");
      Register_Routine (Item, Test_Contradictions'Access, "contradictions");
      Register_Routine (Item, Test_All_Combinations'Access, "all combinations");
      Register_Routine (Item, Test_Text'Access, "as JSON");
   end Register_Tests;

end Policies_Tests;
