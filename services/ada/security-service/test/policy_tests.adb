with Ada.Exceptions;
with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.JSON.Parsing;
with Security_Service.Policies;

package body Policy_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Security_Service;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect (Roles, Operation, Resource : String; Allowed : Boolean; Rule : String);
   procedure Expect_Unusable (Text, Part : String);

   procedure Expect (Roles, Operation, Resource : String; Allowed : Boolean; Rule : String) is
      Got : constant Policies.Decision :=
        Policies.Decided (Kit.JSON.Parsing.Parse (Roles), Operation, Resource);
   begin
      Assert
        (Got.Allowed = Allowed and then Got.Rule = Rule,
         Roles & ' ' & Operation & ": " & To_String (Got.Reason));
      Assert
        (Index (Got.Reason, Operation & " on " & Resource) > 0,
         "the reason says what of what: " & To_String (Got.Reason));
   end Expect;

   procedure Expect_Unusable (Text, Part : String) is
   begin
      Policies.Set (Text);
      Assert (False, "accepted: " & Text);
   exception
      when Error : Policies.Unusable =>
         Assert
           (Ada.Strings.Fixed.Index (Ada.Exceptions.Exception_Message (Error), Part) > 0,
            Ada.Exceptions.Exception_Message (Error));
   end Expect_Unusable;

   procedure Test_Built_In (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Policies.Set_Built_In;
      Expect ("[""guest""]", "invoke", "polyorb/echo", True, "everybody-invokes-and-looks");
      Expect ("[""guest""]", "invoke:add", "x", True, "everybody-invokes-and-looks");
      Expect ("[""guest""]", "look", "x", True, "everybody-invokes-and-looks");
      Expect ("[""guest""]", "activate", "x", False, "");
      Expect ("[""guest""]", "invoked", "x", False, "");
      Expect ("[""operator""]", "deactivate", "x", True, "operators-activate");
      Expect ("[""operator""]", "destroy", "x", False, "");
      Expect ("[""admin""]", "destroy", "x", True, "admins-do-all");
      Expect ("[""guest"",""admin""]", "destroy", "x", True, "admins-do-all");
      Expect ("[]", "invoke", "x", False, "");
      Expect ("[""nobody""]", "invoke", "x", False, "");
   end Test_Built_In;

   procedure Test_Deny_Wins (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Policies.Set
        ("{""rules"":["
         & "{""name"":""all"",""effect"":""allow"",""roles"":[""*""],"
         & """operations"":[""*""],""resources"":[""*""]},"
         & "{""name"":""not-inside"",""effect"":""deny"",""roles"":[""guest"",""adm*""],"
         & """operations"":[""invoke""],""resources"":[""inner/*"",""secret""]}]}");
      Expect ("[""guest""]", "invoke", "outer", True, "all");
      Expect ("[""guest""]", "invoke", "inner/x", False, "not-inside");
      Expect ("[""admin""]", "invoke", "secret", False, "not-inside");
      Expect ("[""admin""]", "invoke", "secrets", True, "all");
      Expect ("[""operator"",""guest""]", "invoke", "inner/", False, "not-inside");
      Expect ("[""operator""]", "invoke", "inner/x", True, "all");
      Expect ("[""guest""]", "look", "inner/x", True, "all");
      Policies.Set_Built_In;
   end Test_Deny_Wins;

   procedure Test_Patterns (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (Policies.Matches ("*", ""), "anything");
      Assert (Policies.Matches ("a*", "a") and then Policies.Matches ("a*", "ab"), "a prefix");
      Assert (not Policies.Matches ("a*", "ba"), "and nothing before it");
      Assert (not Policies.Matches ("", "a") and then Policies.Matches ("", ""), "nothing");
      Assert (not Policies.Matches ("a*b", "aab"), "a star inside is itself");
   end Test_Patterns;

   procedure Test_Unusable (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Rest : constant String := """roles"":[""a""],""operations"":[""b""],""resources"":[""c""]";
   begin
      Expect_Unusable ("{}", "rules must be");
      Expect_Unusable ("{""rules"":[]}", "rules must be");
      Expect_Unusable ("{""rules"":[5]}", "rules[0].effect");
      Expect_Unusable ("{""rules"":[{""effect"":""perhaps"",""name"":""x""," & Rest & "}]}",
                       "allow or deny");
      Expect_Unusable ("{""rules"":[{""effect"":""allow""," & Rest & "}]}", "rules[0].name");
      Expect_Unusable
        ("{""rules"":[{""effect"":""allow"",""name"":""x"",""resource"":[""d""]," & Rest
         & "}]}", "not known: resource");
      Expect_Unusable
        ("{""rules"":[{""effect"":""allow"",""name"":""x"",""roles"":[1]}]}",
         "rules[0].roles");
      Expect ("[""guest""]", "look", "x", True, "everybody-invokes-and-looks");
   end Test_Unusable;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Built_In'Access, "the built-in policy");
      Register_Routine (Item, Test_Deny_Wins'Access, "deny wins");
      Register_Routine (Item, Test_Patterns'Access, "patterns");
      Register_Routine (Item, Test_Unusable'Access, "no policy");
   end Register_Tests;

end Policy_Tests;
