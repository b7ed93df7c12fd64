with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Expecting.Refusals;
with Notification_Service.Events;
with Sample;

package body Events_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Notification_Service.Events;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect_Refusal (Text, Reason : String);

   procedure Expect_Refusal (Text, Reason : String) is
      procedure Decode_It;

      procedure Decode_It is
      begin
         Assert (False, "taken: " & To_String (Sample.Event (Text).Text));
      end Decode_It;

   begin
      Expecting.Refusals.Expect_Reason (Decode_It'Access, Reason);
   end Expect_Refusal;

   function Header (More : String) return String is
     ("{""header"":{""domain"":""d"",""type"":""t""" & More & "}}");

   procedure Test_Decode (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Got : Event := Sample.Full;
   begin
      Assert (Got.Domain = "polyorb" and then Got.Type_Name = "bound", "the type");
      Assert (Got.Has_Priority and then Got.Priority = 3, "the priority");
      Assert (Got.Timeout_Ms = 0, "no time-out");
      Got := Sample.Named ("x", """Timeout"":250");
      Assert (not Got.Has_Priority and then Got.Timeout_Ms = 250, "the time-out");
   end Test_Decode;

   procedure Test_Refusals (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Ada.Strings.Fixed;
   begin
      Expect_Refusal ("[]", "400 event must be an object");
      Expect_Refusal ("{}", "400 event.header must be an object");
      Expect_Refusal ("{""header"":{}}", "event.header.domain must be a string");
      Expect_Refusal ("{""header"":{""domain"":1}}", "event.header.domain must be a string");
      Expect_Refusal ("{""head"":{}}", "event has no member head");
      Expect_Refusal (Header (",""name"":7"), "event.header.name must be a string");
      Expect_Refusal (Header (",""extra"":7"), "event.header has no member extra");
      Expect_Refusal
        (Header (",""name"":""" & 129 * "n" & """"), "event.header.name has more than 128");
      Expect_Refusal
        (Header (",""variable"":{""Priority"":40000}"),
         "event.header.variable.Priority must be an integer in-32767 .. 32767");
      Expect_Refusal (Header (",""variable"":{""Timeout"":0}"), "variable.Timeout must be");
      Expect_Refusal
        (Header (",""variable"":{""X"":[]}"), "event.header.variable.X must be a string");
      Expect_Refusal
        ("{""header"":{""domain"":""d"",""type"":""t""},""filterable"":3}",
         "event.filterable must be an object");
      Expect_Refusal
        ("{""header"":{""domain"":""d"",""type"":""t""},""body"":""" & 17_000 * "b" & """}",
         "413 event has more than 16384 bytes");
   end Test_Refusals;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Decode'Access, "what is taken");
      Register_Routine (Item, Test_Refusals'Access, "what is refused");
   end Register_Tests;

end Events_Tests;
