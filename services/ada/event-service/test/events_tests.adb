with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Event_Service.Events;
with Expecting.Refusals;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;

package body Events_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Event_Service.Events;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  The text that is kept of it, and its structured form.
   procedure Expect (Given, Kept, Structured : String);

   procedure Expect_Refusal (Given, Reason : String);

   function Decoded (Text : String) return Event is
     (Decode (Kit.JSON.Parsing.Parse (Text), "events[0]"));

   procedure Expect (Given, Kept, Structured : String) is
      Got : constant Event := Decoded (Given);
   begin
      Assert (Got.Text = Kept, "kept: " & To_String (Got.Text));
      Assert
        (Kit.JSON.Printing.Image (Got.Structured) = Structured,
         "structured: " & Kit.JSON.Printing.Image (Got.Structured));
   end Expect;

   procedure Expect_Refusal (Given, Reason : String) is
      procedure Decode_It;

      procedure Decode_It is
      begin
         Assert (False, "taken: " & To_String (Decoded (Given).Text));
      end Decode_It;

   begin
      Expecting.Refusals.Expect_Reason (Decode_It'Access, Reason);
   end Expect_Refusal;

   procedure Test_Structured (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect
        ("{""type"":""bound"",""data"":{""name"":""a/b"",""n"":3,""list"":[1]},""priority"":-2}",
         "{""type"":""bound"",""data"":{""name"":""a/b"",""n"":3,""list"":[1]},""priority"":-2}",
         "{""header"":{""domain"":""polyorb"",""type"":""bound"",""name"":""a/b"","
         & """variable"":{""Priority"":-2}},""filterable"":{""name"":""a/b"",""n"":3},"
         & """body"":{""name"":""a/b"",""n"":3,""list"":[1]}}");
      Expect
        ("{""type"":""t"",""data"":[1]}", "{""type"":""t"",""data"":[1]}",
         "{""header"":{""domain"":""polyorb"",""type"":""t"",""variable"":{}},"
         & """filterable"":{},""body"":[1]}");
   end Test_Structured;

   --  Without data the other members are the data.
   procedure Test_Flat (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect
        ("{""type"":""bound"",""name"":""a"",""reference"":""r""}",
         "{""type"":""bound"",""data"":{""name"":""a"",""reference"":""r""}}",
         "{""header"":{""domain"":""polyorb"",""type"":""bound"",""name"":""a"","
         & """variable"":{}},""filterable"":{""name"":""a"",""reference"":""r""},"
         & """body"":{""name"":""a"",""reference"":""r""}}");
   end Test_Flat;

   procedure Test_Refusals (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Ada.Strings.Fixed;
   begin
      Expect_Refusal ("3", "400 events[0] must be an object");
      Expect_Refusal ("{}", "400 events[0].type must be a string");
      Expect_Refusal ("{""type"":""""}", "events[0].type must be a string of 1 to 128");
      Expect_Refusal ("{""type"":""" & 129 * "t" & """}", "events[0].type must be a string");
      Expect_Refusal
        ("{""type"":""t"",""priority"":""high""}", "events[0].priority must be an integer");
      Expect_Refusal
        ("{""type"":""t"",""data"":""" & 7_168 * "d" & """}", "413 events[0] has more than 7168");
   end Test_Refusals;

   --  The largest event is not too large for notification-service.
   procedure Test_Largest (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Ada.Strings.Fixed;
      Got : constant Event := Decoded
        ("{""type"":""" & 128 * "t" & """,""data"":{""name"":""" & 128 * "n" & """,""x"":"""
         & 6_820 * "d" & """},""priority"":-32767}");
   begin
      Assert (Length (Got.Text) in 7_100 .. Max_Event_Bytes, "size:" & Length (Got.Text)'Image);
      Assert
        (Kit.JSON.Printing.Image (Got.Structured)'Length <= 16_384, "the structured event");
   end Test_Largest;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Structured'Access, "structured events");
      Register_Routine (Item, Test_Flat'Access, "events without data");
      Register_Routine (Item, Test_Refusals'Access, "refusals");
      Register_Routine (Item, Test_Largest'Access, "the largest");
   end Register_Tests;

end Events_Tests;
