--  Of {"events": […]}: all, or a refusal for the first that is wrong.

with Kit.JSON;

generic
   type Event is private;
   type Event_List is array (Positive range <>) of Event;

   --  Place names the event in a reason.
   with function Decode (Item : Kit.JSON.Value; Place : String) return Event;

function Event_Channels.Decode_All (Content : Kit.JSON.Value) return Event_List;
