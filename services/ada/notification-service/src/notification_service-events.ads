--  Structured events: what a supplier may send, and what is kept of it.

with Ada.Strings.Unbounded;
with Kit.JSON;

package Notification_Service.Events is

   use Ada.Strings.Unbounded;

   --  As JSON text.
   Max_Event_Bytes    : constant := 16_384;
   Max_Name_Bytes     : constant := 128;
   Max_Fields         : constant := 64;
   Max_Timeout_Ms     : constant := 86_400_000;

   subtype Priorities is Integer range -32_767 .. 32_767;

   type Event is record
      Domain       : Unbounded_String;
      Type_Name    : Unbounded_String;
      Has_Priority : Boolean := False;
      Priority     : Priorities := 0;

      --  0: none of its own.
      Timeout_Ms   : Natural := 0;

      --  As filters see it, and as consumers get it.
      View         : Kit.JSON.Value;
      Text         : Unbounded_String;
   end record;

   --  Place names the event in a reason. Raises Kit.HTTP.Refusal (400, 413).
   function Decode (Item : Kit.JSON.Value; Place : String) return Event;

   type Event_List is array (Positive range <>) of Event;

end Notification_Service.Events;
