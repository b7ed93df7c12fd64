with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.Clock;
with Kit.Traces;

package body Traces_Tests is

   use AUnit.Assertions;
   use Kit.Traces;
   use type Ada.Strings.Unbounded.Unbounded_String;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   Parent : constant String := "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

   procedure Test_Continued (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Got : constant Context := Continue (Parent, "vendor=1");
   begin
      Assert (Got.Trace = Parent (4 .. 35), "the trace goes on");
      Assert (Got.Span /= Parent (37 .. 52), "with a span of our own");
      Assert (Got.State = "vendor=1", "and the state");
      Assert (Is_Valid (Header (Got)), "the outgoing header is valid");
      Assert (Continue (Header (Got)).Trace = Got.Trace, "the next service goes on");
   end Test_Continued;

   procedure Test_Invalid (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Zeros : constant String := "00-00000000000000000000000000000000-00f067aa0ba902b7-01";
   begin
      Assert (not Is_Valid (""), "nothing");
      Assert (not Is_Valid (Zeros), "a trace of zeros");
      Assert (not Is_Valid (Parent & "-x"), "version 00 ends there");
      Assert (Is_Valid ("01" & Parent (3 .. 55) & "-x"), "a later version may go on");
      Assert (not Is_Valid ("ff" & Parent (3 .. 55)), "version ff");
      Assert (not Is_Valid ("00-4BF92F3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
              "upper case");
      Assert (Continue (Zeros).Trace /= Zeros (4 .. 35), "an invalid parent starts a new trace");
      Assert (Continue ("").Trace /= Continue ("").Trace, "traces differ");
   end Test_Invalid;

   procedure Test_Time_Left (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Never  : constant Kit.Clock.Nanoseconds := Kit.Clock.Nanoseconds'Last;
      Before : constant Kit.Clock.Nanoseconds := Kit.Clock.Monotonic;
      Got    : constant Context := Continue (Parent, "", "1500");
   begin
      Assert
        (Got.Expires - Before >= 1_500 * Kit.Clock.Ns_Per_Ms
         and then Got.Expires - Kit.Clock.Monotonic <= 1_500 * Kit.Clock.Ns_Per_Ms,
         "expires" & Got.Expires'Image);
      Assert (Continue (Parent).Expires = Never, "no time-out");
      Assert (Continue (Parent, "", "-1").Expires = Never, "a sign");
      Assert (Continue (Parent, "", "9999999").Expires = Never, "too many digits");
   end Test_Time_Left;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Continued'Access, "a trace goes on");
      Register_Routine (Item, Test_Time_Left'Access, "time that is left");
      Register_Routine (Item, Test_Invalid'Access, "invalid parents");
   end Register_Tests;

end Traces_Tests;
