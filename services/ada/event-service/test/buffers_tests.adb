with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Event_Service.Buffers;

package body Buffers_Tests is

   use Ada.Strings.Fixed;
   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Event_Service.Buffers;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Fill (Self : in out Buffer; Letters : String);
   function Drained (From : in out Buffer) return String;

   procedure Fill (Self : in out Buffer; Letters : String) is
   begin
      for Letter of Letters loop
         Put (Self, To_Unbounded_String ((1 => Letter)));
      end loop;
   end Fill;

   function Drained (From : in out Buffer) return String is
      Result : Unbounded_String;
      Text   : Unbounded_String;
      Found  : Boolean;
   begin
      loop
         Get (From, Text, Found);
         exit when not Found;
         Append (Result, Text);
      end loop;
      return To_String (Result);
   end Drained;

   procedure Test_Order (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Self : Buffer;
   begin
      Start (Self, 3);
      Fill (Self, "abc");
      Assert (Length (Self) = 3 and then Dropped (Self) = 0, "all fit");
      Assert (Drained (Self) = "abc", "in order");
      Assert (Length (Self) = 0, "none is left");
   end Test_Order;

   procedure Test_Limit (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Self : Buffer;
   begin
      Start (Self, 3);
      Fill (Self, "abcde");
      Assert (Dropped (Self) = 2, "two are dropped");
      Assert (Drained (Self) = "cde", "the oldest");
      Start (Self, 1);
      Assert (Dropped (Self) = 0 and then Limit (Self) = 1, "a new start");
   end Test_Limit;

   procedure Test_Bytes (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Self : Buffer;
      Size : constant := 7_000;
   begin
      Start (Self, Max_Events);
      for Count in 1 .. 50 loop
         Put (Self, To_Unbounded_String (Size * "x"));
      end loop;
      Assert (Length (Self) = Max_Bytes / Size, "as many as fit");
      Assert (Dropped (Self) = 50 - Max_Bytes / Size, "the others are dropped");
   end Test_Bytes;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Order'Access, "order");
      Register_Routine (Item, Test_Limit'Access, "limit");
      Register_Routine (Item, Test_Bytes'Access, "bytes");
   end Register_Tests;

end Buffers_Tests;
