with AUnit.Assertions;
with Coding;

package body Values_Tests is

   use AUnit.Assertions;
   use Coding;

   --  In UTF-8.
   E_Acute : constant String := (Character'Val (16#C3#), Character'Val (16#A9#));

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  In both byte orders these octets, and the value again.
   procedure Expect (Of_Type, Value, Big, Little : String);

   procedure Expect (Of_Type, Value, Big, Little : String) is
   begin
      Assert
        (Body_Of (Of_Type, Value, "big") = Big,
         Of_Type & ", big: " & Body_Of (Of_Type, Value, "big"));
      Assert
        (Body_Of (Of_Type, Value, "little") = Little,
         Of_Type & ", little: " & Body_Of (Of_Type, Value, "little"));
      Assert
        (Through (Of_Type, Value, "big") = Value,
         Of_Type & " comes back as " & Through (Of_Type, Value, "big"));
      Assert
        (Through (Of_Type, Value, "little") = Value,
         Of_Type & " comes back as " & Through (Of_Type, Value, "little"));
   end Expect;

   procedure Test_Basic (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("boolean", "true", "01", "01");
      Expect ("octet", "255", "ff", "ff");
      Expect ("char", """a""", "61", "61");
      Expect ("char", """" & E_Acute & """", "e9", "e9");
      Expect ("short", "-2", "fffe", "feff");
      Expect ("ushort", "65534", "fffe", "feff");
      Expect ("long", "-2147483648", "80000000", "00000080");
      Expect ("ulong", "4294967295", "ffffffff", "ffffffff");
      Expect ("longlong", "-9223372036854775808", "8000000000000000", "0000000000000080");
      Expect ("ulonglong", """18446744073709551615""", "ffffffffffffffff", "ffffffffffffffff");
      Expect ("ulonglong", "1", "0000000000000001", "0100000000000000");
      Expect ("float", "1.5", "3fc00000", "0000c03f");
      Expect ("double", "3.141592653589793", "400921fb54442d18", "182d4454fb210940");
      Expect ("double", """NaN""", "7ff8000000000000", "000000000000f87f");
      Expect ("double", """-Infinity""", "fff0000000000000", "000000000000f0ff");
      Expect ("float", """Infinity""", "7f800000", "0000807f");
      Expect ("string", """h" & E_Acute & """", "00000004" & "68c3a900", "04000000" & "68c3a900");
      Expect ("string", """""", "00000001" & "00", "01000000" & "00");
      Expect ("octets", """00ff""", "00000002" & "00ff", "02000000" & "00ff");
   end Test_Basic;

   procedure Test_Constructed (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect
        ("sequence<short>", "[1,2]", "00000002" & "0001" & "0002", "02000000" & "0100" & "0200");
      Expect
        ("sequence<double>", "[1.0]", "00000001" & "00000000" & "3ff0000000000000",
         "01000000" & "00000000" & "000000000000f03f");
      Expect ("sequence<long,1>", "[]", "00000000", "00000000");
      Expect ("array<octet,3>", "[1,2,3]", "010203", "010203");
      Expect ("enum{RED,GREEN}", """GREEN""", "00000001", "01000000");
      Expect
        ("struct{a:octet,b:long,c:struct{d:boolean}}",
         "{""a"":1,""b"":2,""c"":{""d"":true}}",
         "01" & "000000" & "00000002" & "01", "01" & "000000" & "02000000" & "01");
      Expect
        ("union(enum{A,B}){A:x:long,B:y:string}",
         "{""switch"":""B"",""member"":""y"",""value"":""z""}",
         "00000001" & "00000002" & "7a00", "01000000" & "02000000" & "7a00");
      Expect
        ("union(short){-1:x:octet,default:y:boolean}",
         "{""switch"":7,""member"":""y"",""value"":true}", "0007" & "01", "0700" & "01");
      Expect
        ("union(boolean){true:x:octet}", "{""switch"":false}", "00", "00");
   end Test_Constructed;

   procedure Test_Unfit (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Bad (Of_Type, Value : String; Place : String := "body[0].value");

      procedure Bad (Of_Type, Value : String; Place : String := "body[0].value") is
      begin
         Expect_Unfit
           ("{""message"":""Reply"",""requestId"":1,""status"":""NO_EXCEPTION"",""body"":"
            & "[{""type"":""" & Of_Type & """,""value"":" & Value & "}]}", Place);
      end Bad;

   begin
      Bad ("octet", "256");
      Bad ("long", "1.5");
      Bad ("ulonglong", "-1");
      Bad ("ulonglong", """18446744073709551616""");
      Bad ("float", "1e300");
      Bad ("char", """ab""");
      Bad ("char", """\u20ac""");
      Bad ("string", """a\u0000b""");
      Bad ("octets", """abc""");
      Bad ("sequence<long,1>", "[1,2]");
      Bad ("sequence<long>", "[1,""2""]", "body[0].value[1]");
      Bad ("array<long,2>", "[1]");
      Bad ("enum{A}", """B""");
      Bad ("struct{a:struct{b:long}}", "{""a"":{""b"":null}}", "body[0].value.a.b");
      Bad ("struct{a:long}", "{}");
      Bad ("struct{a:long}", "{""a"":1,""b"":2}");
      Bad ("union(long){1:a:long}", "{""switch"":2,""value"":1}");
      Bad ("any", "1", "type:");
   end Test_Unfit;

   procedure Test_Types (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Deep : String (1 .. 9 * 17 + 4) := (others => ' ');
   begin
      for Level in 0 .. 16 loop
         Deep (Level * 9 + 1 .. Level * 9 + 9) := "sequence<";
      end loop;
      Deep (9 * 17 + 1 .. Deep'Last) := "long";
      Expect_Unfit_Types ("[""" & Deep & """]");
      Expect_Unfit_Types ("[""""]");
      Expect_Unfit_Types ("[1]");
      Expect_Unfit_Types ("[""sequence""]");
      Expect_Unfit_Types ("[""sequence<long""]");
      Expect_Unfit_Types ("[""array<long>""]");
      Expect_Unfit_Types ("[""array<long,0>""]");
      Expect_Unfit_Types ("[""array<long,-3>""]");
      Expect_Unfit_Types ("[""array<long,9999999>""]");
      Expect_Unfit_Types ("[""struct{}""]");
      Expect_Unfit_Types ("[""struct{a:long,a:long}""]");
      Expect_Unfit_Types ("[""enum{A,A}""]");
      Expect_Unfit_Types ("[""union(string){default:a:long}""]");
      Expect_Unfit_Types ("[""union(enum{A}){B:a:long}""]");
      Expect_Unfit_Types ("[""long long""]");
   end Test_Types;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Basic'Access, "basic types");
      Register_Routine (Item, Test_Constructed'Access, "constructed types");
      Register_Routine (Item, Test_Unfit'Access, "values that do not fit");
      Register_Routine (Item, Test_Types'Access, "types that are none");
   end Register_Tests;

end Values_Tests;
