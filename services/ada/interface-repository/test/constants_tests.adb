with IDL;

package body Constants_Tests is

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  The value of a constant of that type, as JSON.
   procedure Expect (Of_Type, Text, Result : String);

   procedure Expect (Of_Type, Text, Result : String) is
   begin
      IDL.Expect
        ("enum E { one, two }; const long k = 7; const " & Of_Type & " x = " & Text & ';', "x",
         """value"":" & Result & '}');
   end Expect;

   procedure Test_Numbers (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("long", "1 + 2 * 3", "7");
      Expect ("long", "(1 + 2) * 3 - k", "2");
      Expect ("long", "0x1F | 010 ^ 3 & 2", "31");
      Expect ("long", "1 << 4 >> 1", "8");
      Expect ("long long", "-9223372036854775807 - 1", "-9223372036854775808");
      Expect ("long", "-7 / 2 + -7 % 4", "-6");
      Expect ("unsigned long", "4294967295", "4294967295");
      Expect ("short", "~0", "-1");
      Expect ("octet", "0xFF", "255");
      Expect ("double", "1.5e1 + .5 + 2.", "17.5");
      Expect ("double", "3", "3.0");
      Expect ("float", "-1 / 4.0", "-0.25");
   end Test_Numbers;

   procedure Test_Others (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("boolean", "TRUE", "true");
      Expect ("char", "'\''", """'""");
      Expect ("wchar", "L'x'", """x""");
      Expect ("string", """""", """""");
      Expect ("string", """\xe9""", """" & Character'Val (16#C3#) & Character'Val (16#A9#) & """");
      Expect ("wstring", "L""wide""", """wide""");
      Expect ("E", "two", """two""");
      Expect ("E", "::one", """one""");
   end Test_Others;

   procedure Test_Errors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      IDL.Expect_Error ("const short x = 40000;", 1, 17, "does not fit the type");
      IDL.Expect_Error ("const octet x = -1;", 1, 17, "does not fit the type");
      IDL.Expect_Error ("const string<2> x = ""abc"";", 1, 21, "does not fit the type");
      IDL.Expect_Error ("const long x = 1.0;", 1, 16, "does not fit the type");
      IDL.Expect_Error ("const boolean x = 1;", 1, 19, "does not fit the type");
      IDL.Expect_Error
        ("enum A { a1 }; enum B { b1 }; const A x = b1;", 1, 43, "does not fit the type");
      IDL.Expect_Error ("const any x = 1;", 1, 15, "does not fit the type");
      IDL.Expect_Error ("const long x = 1 / 0;", 1, 18, "out of range");
      IDL.Expect_Error ("const double x = 1.0 / 0.0;", 1, 22, "out of range");
      IDL.Expect_Error ("const long x = 1 << 64;", 1, 18, "out of range");
      IDL.Expect_Error
        ("const long long x = 9223372036854775807 + 1;", 1, 41, "out of range");
      IDL.Expect_Error ("const long long x = 9223372036854775808;", 1, 21, "larger than");
      IDL.Expect_Error ("const double x = 1e999;", 1, 18, "larger than a double");
      IDL.Expect_Error ("const long x = 09;", 1, 16, "a malformed number");
      IDL.Expect_Error ("const long x = 0x;", 1, 16, "a malformed number");
      IDL.Expect_Error ("const double x = 1.2.3;", 1, 18, "a malformed number");
      IDL.Expect_Error ("const long x = TRUE + 1;", 1, 21, "does not take these values");
      IDL.Expect_Error ("const long x = - 'a';", 1, 16, "- takes a number");
      IDL.Expect_Error ("const long x = x;", 1, 16, "x is not defined");
      IDL.Expect_Error ("const char x = 'ab';", 1, 16, "of not one character");
      IDL.Expect_Error ("const char x = '\q';", 1, 16, "a malformed escape");
      IDL.Expect_Error ("const long x = ;", 1, 16, "expected a value, found ;");
   end Test_Errors;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Numbers'Access, "numbers");
      Register_Routine (Item, Test_Others'Access, "other values");
      Register_Routine (Item, Test_Errors'Access, "errors");
   end Register_Tests;

end Constants_Tests;
