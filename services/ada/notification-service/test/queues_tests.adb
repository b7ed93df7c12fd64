with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.Clock;
with Kit.JSON;
with Notification_Service.QoS;
with Notification_Service.Queues;
with Sample;

package body Queues_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Notification_Service;
   use Notification_Service.Queues;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   Ms : constant := Kit.Clock.Ns_Per_Ms;

   --  The names of all that come out at that time, one letter each.
   function Drained (From : in out Queue; Now : Kit.Clock.Nanoseconds := 0) return String;

   --  What comes out of a queue of three after four events: a, b, c, d with
   --  priorities 2, 1, 4, 3 and 30, 40, none and 10 ms to live.
   function After_Four (Order : QoS.Order_Policies; Discard : QoS.Policies) return String;

   function Drained (From : in out Queue; Now : Kit.Clock.Nanoseconds := 0) return String is
      Result : Unbounded_String;
      Text   : Unbounded_String;
      Found  : Boolean;
   begin
      loop
         Take (From, Now, Text, Found);
         exit when not Found;
         Append
           (Result,
            Kit.JSON.As_String
              (Kit.JSON.Get
                 (Kit.JSON.Get (Sample.Parsed (To_String (Text)), "header"), "name")));
      end loop;
      return To_String (Result);
   end Drained;

   function After_Four (Order : QoS.Order_Policies; Discard : QoS.Policies) return String is
      Self : Queue;
   begin
      Start (Self, (Order => Order, Discard => Discard, Most => 3, others => <>));
      Offer (Self, Sample.Named ("a", """Priority"":2,""Timeout"":30"), 0);
      Offer (Self, Sample.Named ("b", """Priority"":1,""Timeout"":40"), 0);
      Offer (Self, Sample.Named ("c", """Priority"":4"), 0);
      Offer (Self, Sample.Named ("d", """Priority"":3,""Timeout"":10"), 0);
      Assert (Length (Self) = 3 and then Dropped (Self) = 1, "three are held, one is dropped");
      return Drained (Self);
   end After_Four;

   procedure Test_Orders (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (After_Four (QoS.Fifo, QoS.Fifo) = "bcd", "first in, first out");
      Assert (After_Four (QoS.Any, QoS.Any) = "bcd", "any order is that of arrival");
      Assert (After_Four (QoS.Priority, QoS.Fifo) = "cdb", "by priority");
      Assert (After_Four (QoS.Deadline, QoS.Fifo) = "dbc", "by deadline");
   end Test_Orders;

   procedure Test_Discards (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (After_Four (QoS.Fifo, QoS.Lifo) = "abc", "the newest goes");
      Assert (After_Four (QoS.Fifo, QoS.Priority) = "acd", "the least important goes");
      Assert (After_Four (QoS.Fifo, QoS.Deadline) = "abc", "the one that ends first goes");
   end Test_Discards;

   procedure Test_Time (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Self : Queue;
   begin
      Start (Self, (Timeout_Ms => 20, others => <>));
      Offer (Self, Sample.Named ("a", """Timeout"":30"), 0);
      Offer (Self, Sample.Named ("b"), 0);
      Assert (Drained (Self, 20 * Ms) = "a", "b has the queue's time, a its own");
      Assert (Expired (Self) = 1 and then Dropped (Self) = 0, "that is not dropping");
      Offer (Self, Sample.Named ("c"), 100 * Ms);
      Offer (Self, Sample.Named ("d"), 120 * Ms);
      Assert (Length (Self) = 1, "what is late leaves when something comes");
   end Test_Time;

   procedure Test_Default_Priority (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Self : Queue;
   begin
      Start (Self, (Order => QoS.Priority, Priority => 5, others => <>));
      Offer (Self, Sample.Named ("a", """Priority"":4"), 0);
      Offer (Self, Sample.Named ("b"), 0);
      Offer (Self, Sample.Named ("c", """Priority"":6"), 0);
      Offer (Self, Sample.Named ("d"), 0);
      Assert (Drained (Self) = "cbda", "without one: 5, in the order of arrival");
   end Test_Default_Priority;

   procedure Test_Bytes (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Ada.Strings.Fixed;
      Self : Queue;
   begin
      Start (Self, (Most => 1_000, others => <>));
      for Count in 1 .. 40 loop
         Offer
           (Self,
            Sample.Event
              ("{""header"":{""domain"":""d"",""type"":""t"",""name"":""n""},""body"":"""
               & 10_000 * "b" & """}"),
            0);
      end loop;
      Assert (Length (Self) * 10_000 <= Max_Bytes, "the bytes are bounded");
      Assert (Length (Self) + Dropped (Self) = 40, "all are accounted for");
   end Test_Bytes;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Orders'Access, "order policies");
      Register_Routine (Item, Test_Discards'Access, "discard policies");
      Register_Routine (Item, Test_Time'Access, "time-outs");
      Register_Routine (Item, Test_Default_Priority'Access, "default priority");
      Register_Routine (Item, Test_Bytes'Access, "bytes");
   end Register_Tests;

end Queues_Tests;
