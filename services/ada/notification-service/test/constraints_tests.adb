with Ada.Exceptions;
with Ada.Strings.Fixed;
with AUnit.Assertions;
with Notification_Service.Constraints;
with Notification_Service.Events;
with Sample;

package body Constraints_Tests is

   use AUnit.Assertions;
   use Notification_Service.Constraints;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   View : constant Notification_Service.Events.Event := Sample.Full;

   procedure Expect (Text : String; Result : Boolean);

   --  Reason is part of the message.
   procedure Expect_Error (Text, Reason : String);

   procedure Expect (Text : String; Result : Boolean) is
   begin
      Assert (Matches (Parse (Text), View.View) = Result, Text & " is not " & Result'Image);
   end Expect;

   procedure Expect_Error (Text, Reason : String) is
   begin
      begin
         Assert (False, Text & " gives" & Boolean'Image (Matches (Parse (Text), View.View)));
      exception
         when Error : Invalid_Constraint =>
            Assert
              (Ada.Strings.Fixed.Index (Ada.Exceptions.Exception_Message (Error), Reason) > 0,
               Text & " fails with: " & Ada.Exceptions.Exception_Message (Error));
      end;
   end Expect_Error;

   procedure Test_Comparisons (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("", True);
      Expect ("  ", True);
      Expect ("$type_name == 'bound' and $priority >= 2", True);
      Expect ("$type_name == 'bound' and $priority > 3", False);
      Expect ("$type_name != 'bound' or $domain_name == 'polyorb'", True);
      Expect ("$event_name < 'f' and $event_name >= 'echo'", True);
      Expect ("$size == 2.5 and $size <= 3 and not ($size < 2)", True);
      Expect ("$Urgent", True);
      Expect ("$Urgent == FALSE", False);
      Expect ("'it\'s' == 'it\'s'", True);
      Expect ("1 == 1.0 and 1e3 == 1000 and -1 < +1", True);
   end Test_Comparisons;

   procedure Test_Precedence (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("TRUE or FALSE and FALSE", True);
      Expect ("(TRUE or FALSE) and FALSE", False);
      Expect ("1 + 2 * 3 == 7", True);
      Expect ("(1 + 2) * 3 == 9", True);
      Expect ("10 - 4 - 3 == 3", True);
      Expect ("7 / 2 == 3.5", True);
      --  not binds its factor alone.
      Expect ("not TRUE == FALSE", True);
   end Test_Precedence;

   procedure Test_Components (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("$.header.fixed_header.event_type.type_name == 'bound'", True);
      Expect ("$.header.variable_header(Priority) == 3", True);
      Expect ("$.filterable_data(host) == $host", True);
      Expect ("$.remainder_of_body.parts[1].n == 20", True);
      Expect ("$.remainder_of_body.parts._length == 2", True);
      Expect ("$.remainder_of_body.\in == 1", True);
      Expect ("'a' in $tags and 7 in $tags and not ('c' in $tags)", True);
      Expect ("'orb' ~ $host", True);
      Expect ("$host ~ 'orb'", False);
      Expect ("exist $host and exist $.remainder_of_body.parts[0]", True);
      Expect ("exist $nothing or exist $.remainder_of_body.parts[2]", False);
   end Test_Components;

   --  What cannot be evaluated is false as a whole, unless what comes before
   --  has decided already.
   procedure Test_Mismatches (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("$nothing == 1", False);
      Expect ("not ($nothing == 1)", False);
      Expect ("TRUE or $nothing", True);
      Expect ("$nothing or TRUE", False);
      Expect ("exist $nothing and $nothing == 1", False);
      Expect ("$host > 3", False);
      Expect ("$host + 1 == 2", False);
      Expect ("1", False);
      Expect ("3 in $host", False);
      Expect ("1 ~ 'a'", False);
      Expect ("1 / 0 == 1", False);
      Expect ("9000000000000000000 + 999999999999999999 > 0", True);
      Expect ("999999999999999999 * 999999999999999999 > 0", False);
   end Test_Mismatches;

   procedure Test_Errors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Ada.Strings.Fixed;
   begin
      Expect_Error ("$a ==", "expected a value, found the end at character 6");
      Expect_Error ("$a = 1", "a lone = at character 4");
      Expect_Error ("a == 1", "a name without $: a at character 1");
      Expect_Error ("$a == 'x", "without its closing quote at character 7");
      Expect_Error ("($a == 1", "expected ), found the end");
      Expect_Error ("$a == 1 1", "unexpected a number at character 9");
      Expect_Error ("$ == 1", "expected a name or . after $");
      Expect_Error ("$.", "expected a name");
      Expect_Error ("$a[x]", "expected an index");
      Expect_Error ("$a[9999999]", "expected an index");
      Expect_Error ("$a[1", "expected ], found the end");
      Expect_Error ("exist 3", "expected $, found a number");
      Expect_Error ("1e999", "too large");
      Expect_Error ("$a # 1", "unexpected # at character 4");
      Expect_Error ("$a " & Character'Val (200), "unexpected character");
      Expect_Error ("not not TRUE", "found not");
      Expect_Error (33 * "(" & "TRUE" & 33 * ")", "nested deeper than 32");
      Expect_Error ((Max_Length + 1) * " ", "at most 1024 characters");
      Expect_Error ("1" & 200 * "+1", "more than 256 parts");
      Expect (32 * "(" & "TRUE" & 32 * ")", True);
   end Test_Errors;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Comparisons'Access, "comparisons");
      Register_Routine (Item, Test_Precedence'Access, "precedence");
      Register_Routine (Item, Test_Components'Access, "components");
      Register_Routine (Item, Test_Mismatches'Access, "what cannot be evaluated");
      Register_Routine (Item, Test_Errors'Access, "errors");
   end Register_Tests;

end Constraints_Tests;
