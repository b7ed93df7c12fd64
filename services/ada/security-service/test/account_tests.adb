with AUnit.Assertions;
with Kit.JSON.Printing;
with Security_Service.Accounts;
with Security_Service.Keys;

package body Account_Tests is

   use AUnit.Assertions;
   use Security_Service;
   use type Accounts.Outcome;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect
     (Subject, Credential : String; Outcome : Accounts.Outcome; Roles : String);
   procedure Expect_Unusable (Text : String);

   procedure Expect
     (Subject, Credential : String; Outcome : Accounts.Outcome; Roles : String)
   is
      Got_Roles : Kit.JSON.Value;
      Got       : Accounts.Outcome;
   begin
      Accounts.Check (Subject, Credential, Got_Roles, Got);
      Assert (Got = Outcome, Subject & " is " & Got'Image);
      Assert
        (Kit.JSON.Printing.Image (Got_Roles) = Roles,
         Subject & " has " & Kit.JSON.Printing.Image (Got_Roles));
   end Expect;

   procedure Expect_Unusable (Text : String) is
   begin
      Accounts.Set (Text);
      Assert (False, "accepted: " & Text);
   exception
      when Accounts.Unusable =>
         null;
   end Expect_Unusable;

   procedure Test_Check (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert
        (Keys.Digest ("abc")
         = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
         "SHA-256 of FIPS 180");
      Accounts.Set
        ("# operators" & ASCII.LF & "olga:operator,guest:" & Keys.Digest ("s3cret")
         & ASCII.LF & "ada:admin:" & Keys.Digest ("other"));
      Expect ("olga", "s3cret", Accounts.Known, "[""operator"",""guest""]");
      Expect ("ada", "other", Accounts.Known, "[""admin""]");
      Expect ("olga", "other", Accounts.Refused, "[]");
      Expect ("olga", "", Accounts.Refused, "[]");
      Expect ("bob", "", Accounts.Guest, "[""guest""]");
      Expect ("bob", "s3cret", Accounts.Refused, "[]");
   end Test_Check;

   procedure Test_Lines (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Digest : constant String := Keys.Digest ("x");
   begin
      Expect_Unusable ("olga");
      Expect_Unusable ("olga:operator");
      Expect_Unusable ("olga:operator:abc");
      Expect_Unusable ("olga::" & Digest);
      Expect_Unusable ("olga:a,,b:" & Digest);
      Expect_Unusable ("ol ga:a:" & Digest);
      Expect_Unusable ("olga:a:" & Digest & ASCII.LF & "olga:b:" & Digest);
      Accounts.Set ("");
   end Test_Lines;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Check'Access, "credentials");
      Register_Routine (Item, Test_Lines'Access, "lines of the file");
   end Register_Tests;

end Account_Tests;
