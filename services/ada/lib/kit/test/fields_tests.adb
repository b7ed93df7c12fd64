with AUnit.Assertions;
with Kit.Fields;

package body Fields_Tests is

   use AUnit.Assertions;
   use Kit.Fields;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Test_Values (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      All_Fields : List;
   begin
      Assert (Value (All_Fields, "a", "default") = "default", "an empty list");
      Add (All_Fields, "aa", "1");
      Add (All_Fields, "a", "x: y");
      Add (All_Fields, "b", "");
      Add (All_Fields, "a", "2");
      Assert (Value (All_Fields, "a") = "x: y", "the first of a name");
      Assert (Count (All_Fields, "a") = 2, "two of a name");
      Assert (Has (All_Fields, "b") and then Value (All_Fields, "b", "z") = "", "an empty value");
      Assert (not Has (All_Fields, "A"), "case matters");
      Assert (not Has (All_Fields, "x"), "a value is no name");
      Assert
        (Lines (All_Fields) =
           "aa: 1" & ASCII.CR & ASCII.LF & "a: x: y" & ASCII.CR & ASCII.LF
           & "b: " & ASCII.CR & ASCII.LF & "a: 2" & ASCII.CR & ASCII.LF,
         "lines for the wire");
   end Test_Values;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Values'Access, "values");
   end Register_Tests;

end Fields_Tests;
