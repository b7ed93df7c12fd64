with AUnit.Assertions;
with Orb_Core.Expressions;

package body Expressions_Tests is

   use AUnit.Assertions;
   use Orb_Core.Expressions;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect (Text : String; Result : Long_Float);
   procedure Expect_Error (Text : String);

   procedure Expect (Text : String; Result : Long_Float) is
   begin
      Assert
        (abs (Value (Text) - Result) < 1.0E-12, Text & " gives" & Long_Float'Image (Value (Text)));
   end Expect;

   procedure Expect_Error (Text : String) is
   begin
      Assert (False, Text & " gives" & Long_Float'Image (Value (Text)));
   exception
      when Syntax_Error =>
         null;
   end Expect_Error;

   procedure Test_Values (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("1 + 2 * 3", 7.0);
      Expect ("(1 + 2) * 3", 9.0);
      Expect ("10 - 4 - 3", 3.0);
      Expect ("12 / 2 / 3", 2.0);
      Expect ("2 ^ 3 ^ 2", 512.0);
      Expect ("-2 ^ 2", -4.0);
      Expect ("2 ^ -1", 0.5);
      Expect ("--3", 3.0);
      Expect ("sqrt(16) + abs(-2.5)", 6.5);
      Expect (" cos ( 0 ) ", 1.0);
      Expect ("4 ^ 0.5", 2.0);
      Expect ("log(e)", 1.0);
   end Test_Values;

   procedure Test_Errors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Deep : constant String (1 .. 4_000) := (others => '(');
   begin
      Expect_Error ("");
      Expect_Error ("1 +");
      Expect_Error ("1 2");
      Expect_Error ("(1");
      Expect_Error ("1.2.3");
      Expect_Error (".5");
      Expect_Error ("1.");
      Expect_Error ("foo");
      Expect_Error ("foo(1)");
      Expect_Error ("sqrt(-1)");
      Expect_Error ("log(0)");
      Expect_Error ("(-8) ^ 0.5");
      Expect_Error (Deep);
   end Test_Errors;

   procedure Test_Division_By_Zero (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (False, "1 / 0 gives" & Long_Float'Image (Value ("1 / (2 - 2)")));
   exception
      when Division_By_Zero =>
         null;
   end Test_Division_By_Zero;

   procedure Test_Overflow (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (False, "no overflow:" & Long_Float'Image (Value ("10 ^ 300 * 10 ^ 300")));
   exception
      when Constraint_Error =>
         null;
   end Test_Overflow;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Values'Access, "values");
      Register_Routine (Item, Test_Errors'Access, "errors");
      Register_Routine (Item, Test_Division_By_Zero'Access, "division by zero");
      Register_Routine (Item, Test_Overflow'Access, "overflow");
   end Register_Tests;

end Expressions_Tests;
