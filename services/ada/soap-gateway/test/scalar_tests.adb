with AUnit.Assertions;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with SOAP_Gateway.Scalars;

package body Scalar_Tests is

   use AUnit.Assertions;
   use SOAP_Gateway;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect (Type_Name, Text, JSON : String);
   procedure Expect_Unfit (Type_Name, Text : String);

   procedure Expect (Type_Name, Text, JSON : String) is
      Got : constant Kit.JSON.Value := Scalars.Value (Type_Name, Text);
   begin
      Assert
        (Kit.JSON.Same (Got, Kit.JSON.Parsing.Parse (JSON)),
         Type_Name & ' ' & Text & " gives " & Kit.JSON.Printing.Image (Got));
   end Expect;

   procedure Expect_Unfit (Type_Name, Text : String) is
   begin
      declare
         Got : constant Kit.JSON.Value := Scalars.Value (Type_Name, Text);
      begin
         Assert
           (False, Type_Name & ' ' & Text & " gives " & Kit.JSON.Printing.Image (Got));
      end;
   exception
      when Scalars.Unfit =>
         null;
   end Expect_Unfit;

   procedure Test_Numbers (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("int", " +42 ", "42");
      Expect ("int", "-2147483648", "-2147483648");
      Expect ("long", "9223372036854775807", "9223372036854775807");
      Expect ("unsignedInt", "4294967295", "4294967295");
      Expect ("byte", "-128", "-128");
      Expect_Unfit ("int", "2147483648");
      Expect_Unfit ("short", "32768");
      Expect_Unfit ("byte", "128");
      Expect_Unfit ("unsignedShort", "-1");
      Expect_Unfit ("long", "9223372036854775808");
      Expect_Unfit ("int", "");
      Expect_Unfit ("int", "-");
      Expect_Unfit ("int", "1_0");
      Expect_Unfit ("int", "16#1#");
      Expect_Unfit ("int", "1e3");
      Expect_Unfit ("int", "1.0");
      Expect ("double", "2.5", "2.5");
      Expect ("double", "-.5e1", "-5.0");
      Expect ("float", "3.", "3.0");
      Expect ("double", "1e308", "1e308");
      Expect ("decimal", "0.10", "0.1");
      Expect_Unfit ("double", "1e309");
      Expect_Unfit ("double", "1e99999");
      Expect_Unfit ("double", ".");
      Expect_Unfit ("double", "e5");
      Expect_Unfit ("double", "1e");
      Expect_Unfit ("double", "INF");
      Expect_Unfit ("double", "NaN");
      Expect_Unfit ("decimal", "1e3");
      Expect_Unfit ("double", "1 2");
   end Test_Numbers;

   procedure Test_Others (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("boolean", "true", "true");
      Expect ("boolean", " 0 ", "false");
      Expect_Unfit ("boolean", "True");
      Expect ("string", " a ", """ a """);
      Expect ("base64Binary", "aGVs" & ASCII.LF & "bG8=", """aGVsbG8=""");
      Expect ("base64Binary", "", """""");
      Expect_Unfit ("base64Binary", "aGV");
      Expect_Unfit ("base64Binary", "aG=s");
      Expect_Unfit ("base64Binary", "a===");
      Expect_Unfit ("base64Binary", "aG-s");
      Expect ("dateTime", "2026-02-28T23:59:59Z", """2026-02-28T23:59:59Z""");
      Expect ("dateTime", "2026-02-28T23:59:59.125+01:00", """2026-02-28T23:59:59.125+01:00""");
      Expect_Unfit ("dateTime", "2026-13-01T00:00:00Z");
      Expect_Unfit ("dateTime", "2026-01-01 00:00:00");
      Expect_Unfit ("dateTime", "2026-01-01T00:00:00.");
      Expect_Unfit ("dateTime", "2026-01-01T00:00:00+1:00");
      Expect_Unfit ("dateTime", "");
   end Test_Others;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Numbers'Access, "numbers");
      Register_Routine (Item, Test_Others'Access, "text, binary, time");
   end Register_Tests;

end Scalar_Tests;
