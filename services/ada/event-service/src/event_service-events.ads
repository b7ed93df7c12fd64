--  What a supplier may push, and its form as a structured event.

with Ada.Strings.Unbounded;
with Kit.JSON;

package Event_Service.Events is

   --  As JSON text. As a structured event it is about twice as large, which
   --  notification-service still takes.
   Max_Event_Bytes    : constant := 7_168;
   Max_Name_Bytes     : constant := 128;

   --  Copied from the data for filters.
   Max_Fields         : constant := 32;

   type Event is record

      --  {"type", "data"?, "priority"?}, as consumers get it.
      Text       : Ada.Strings.Unbounded.Unbounded_String;

      --  As notification-service takes it.
      Structured : Kit.JSON.Value;
   end record;

   --  Of {"type", "data"?, "priority"?}; where there is no data, the other
   --  members are the data. Place names the event in a reason. Raises
   --  Kit.HTTP.Refusal (400, 413).
   function Decode (Item : Kit.JSON.Value; Place : String) return Event;

   type Event_List is array (Positive range <>) of Event;

   --  Of {"events": […]}: all, or a refusal for the first that is wrong.
   function Decode_All (Content : Kit.JSON.Value) return Event_List;

end Event_Service.Events;
