with Ada.Exceptions;
with Ada.Strings.Fixed;
with AUnit.Assertions;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with Kit.UTF8;

package body JSON_Tests is

   use AUnit.Assertions;
   use Kit.JSON;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   function Parse (Text : String) return Value is (Kit.JSON.Parsing.Parse (Text));
   function Image (Item : Value) return String renames Kit.JSON.Printing.Image;

   procedure Expect_Same (Text : String);
   procedure Expect_Error (Text, Part : String);

   ---------------
   -- Utilities --
   ---------------

   procedure Expect_Same (Text : String) is
      Got : constant String := Image (Parse (Text));
   begin
      Assert (Got = Text, "expected " & Text & ", found " & Got);
   end Expect_Same;

   procedure Expect_Error (Text, Part : String) is
   begin
      declare
         Got : constant Value := Parse (Text);
      begin
         Assert (False, "no error for " & Text & ", but " & Image (Got));
      end;
   exception
      when Error : Kit.JSON.Parsing.Syntax_Error =>
         Assert
           (Ada.Strings.Fixed.Index (Ada.Exceptions.Exception_Message (Error), Part) > 0,
            Text & " gives: " & Ada.Exceptions.Exception_Message (Error));
   end Expect_Error;

   -----------
   -- Tests --
   -----------

   procedure Test_Round_Trip (Item : in out Case_Of);
   procedure Test_Numbers (Item : in out Case_Of);
   procedure Test_Strings (Item : in out Case_Of);
   procedure Test_Errors (Item : in out Case_Of);
   procedure Test_Limits (Item : in out Case_Of);
   procedure Test_Copies (Item : in out Case_Of);
   procedure Test_Same (Item : in out Case_Of);
   procedure Test_UTF8 (Item : in out Case_Of);

   procedure Test_Round_Trip (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Same ("null");
      Expect_Same ("true");
      Expect_Same ("false");
      Expect_Same ("[]");
      Expect_Same ("{}");
      Expect_Same ("-1");
      Expect_Same ("[1,2.5,""a"",null,{""b"":[true]}]");
      Assert
        (Image (Parse ("  { ""a"" : [ 1 , 2 ] }" & ASCII.LF)) = "{""a"":[1,2]}",
         "blanks are skipped");
   end Test_Round_Trip;

   procedure Test_Numbers (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Same ("9223372036854775807");
      Expect_Same ("-9223372036854775808");
      Assert
        (Kind (Parse ("9223372036854775808")) = Float_Value, "beyond long long it is a number");
      Expect_Same ("0.1");
      Expect_Same ("12.585786437626904");
      Expect_Same ("3.0");
      Assert (As_Float (Parse ("1e3")) = 1_000.0, "an exponent");
      Assert (As_Float (Parse ("-2.5E-1")) = -0.25, "a negative exponent");
      Assert (As_Float (Parse ("7")) = 7.0, "an integer is a number too");
      Expect_Error ("01", "start with 0");
      Expect_Error ("1.", "expected a digit");
      Expect_Error (".5", "expected a value");
      Expect_Error ("-", "expected a digit");
      Expect_Error ("1e999", "out of range");
      Expect_Error ("+1", "expected a value");
   end Test_Numbers;

   procedure Test_Strings (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      E_Acute  : constant String := Character'Val (16#C3#) & Character'Val (16#A9#);
      Smile    : constant String :=
        Character'Val (16#F0#) & Character'Val (16#9F#) & Character'Val (16#98#)
        & Character'Val (16#80#);
   begin
      Assert (As_String (Parse ("""\u00e9""")) = E_Acute, "a two-octet escape");
      Assert (As_String (Parse ("""\ud83d\ude00""")) = Smile, "a pair of surrogates");
      Assert (As_String (Parse ('"' & E_Acute & '"')) = E_Acute, "UTF-8 as it stands");
      Assert
        (As_String (Parse ("""\""\\\/\b\f\n\r\t""")) =
           """\/" & ASCII.BS & ASCII.FF & ASCII.LF & ASCII.CR & ASCII.HT,
         "the short escapes");
      Assert (Image (+("a" & ASCII.LF & '"' & ASCII.ESC)) = """a\n\""\u001b""", "printed escapes");
      Assert
        (Image (+("x" & Character'Val (16#FF#) & "y")) = """x\ufffdy""",
         "a stray octet is replaced");
      Expect_Error ("""\ud83d""", "expected \u");
      Expect_Error ("""\ude00""", "low surrogate");
      Expect_Error ("""\u12g4""", "hexadecimal");
      Expect_Error ("""\x""", "unknown escape");
      Expect_Error ("""a" & ASCII.LF & '"', "control character");
      Expect_Error ("""abc", "end of the string");
      Expect_Error ('"' & Character'Val (16#C3#) & '"', "UTF-8");
      Expect_Error
        ('"' & Character'Val (16#ED#) & Character'Val (16#A0#) & Character'Val (16#80#) & '"',
         "UTF-8");
   end Test_Strings;

   procedure Test_Errors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Error ("", "unexpected end");
      Expect_Error ("{", "member name");
      Expect_Error ("[1", "expected , or ]");
      Expect_Error ("[1,]", "expected a value");
      Expect_Error ("{""a"" 1}", "expected :");
      Expect_Error ("{""a"":1,}", "member name");
      Expect_Error ("{""a"":1,""a"":2}", "occurs twice");
      Expect_Error ("nul", "expected null");
      Expect_Error ("1 2", "unexpected text");
      Expect_Error ("[1," & ASCII.LF & " x]", "line 2 column 2");
   end Test_Errors;

   procedure Test_Limits (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Deep : constant String (1 .. 100_000) := (others => '[');
      Got  : Value;
   begin
      Expect_Error (Deep, "nested deeper");
      Got := Kit.JSON.Parsing.Parse ("[[1]]", (Depth => 3, others => <>));
      Assert (Length (Got) = 1, "within the depth");
      begin
         Got := Kit.JSON.Parsing.Parse ("[1,2,3]", (Items => 2, others => <>));
         Assert (False, "no error for too many items");
      exception
         when Kit.JSON.Parsing.Syntax_Error =>
            null;
      end;
      begin
         Got := Kit.JSON.Parsing.Parse ("{""a"":1,""b"":2}", (Members => 1, others => <>));
         Assert (False, "no error for too many members");
      exception
         when Kit.JSON.Parsing.Syntax_Error =>
            null;
      end;
   end Test_Limits;

   procedure Test_Copies (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      First  : Value := Empty_Object;
      Second : Value;
   begin
      Set (First, "a", +Long_Long_Integer'(1));
      Second := First;
      Set (Second, "a", +Long_Long_Integer'(2));
      Set (Second, "b", +True);
      Assert (Image (First) = "{""a"":1}", "the first copy keeps its value");
      Assert (Image (Second) = "{""a"":2,""b"":true}", "the second has the new one");
      begin
         Assert (As_String (First) = "", "unreachable");
         Assert (False, "an object is no string");
      exception
         when Type_Error =>
            null;
      end;
      Assert (Kind (Get (First, "none")) = Null_Value, "an absent member is null");
      Assert (not Has (First, "none"), "and is said to be absent");
   end Test_Copies;

   procedure Test_Same (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert
        (Same (Parse ("{""a"":[1,{}],""b"":null}"), Parse ("{""b"":null,""a"":[1,{}]}")),
         "the order of members does not matter");
      Assert (not Same (Parse ("[1,2]"), Parse ("[2,1]")), "the order of items does");
      Assert (not Same (Parse ("1"), Parse ("1.0")), "kinds differ");
   end Test_Same;

   procedure Test_UTF8 (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Euro     : constant String :=
        Character'Val (16#E2#) & Character'Val (16#82#) & Character'Val (16#AC#);
      Overlong : constant String := Character'Val (16#C0#) & Character'Val (16#80#);
   begin
      Assert (Kit.UTF8.Length ("a" & Euro & "b") = 3, "three characters");
      Assert (Kit.UTF8.Is_Valid (Euro), "a good sequence");
      Assert (not Kit.UTF8.Is_Valid (Overlong), "an overlong form");
      Assert (not Kit.UTF8.Is_Valid (Euro (1 .. 2)), "a sequence cut short");
   end Test_UTF8;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Round_Trip'Access, "round trip");
      Register_Routine (Item, Test_Numbers'Access, "numbers");
      Register_Routine (Item, Test_Strings'Access, "strings");
      Register_Routine (Item, Test_Errors'Access, "errors say where");
      Register_Routine (Item, Test_Limits'Access, "limits hold");
      Register_Routine (Item, Test_Copies'Access, "copies are independent");
      Register_Routine (Item, Test_Same'Access, "equality");
      Register_Routine (Item, Test_UTF8'Access, "UTF-8");
   end Register_Tests;

end JSON_Tests;
