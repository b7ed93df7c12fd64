--  Events for tests.

with Kit.JSON;
with Notification_Service.Events;

package Sample is

   function Parsed (Text : String) return Kit.JSON.Value;

   --  Text is the event's JSON.
   function Event (Text : String) return Notification_Service.Events.Event;

   --  With that name and these fields of the variable header, such as
   --  "Priority":3.
   function Named (Name : String; Variable : String := "")
      return Notification_Service.Events.Event;

   --  Of an event that has something of everything.
   function Full return Notification_Service.Events.Event;

end Sample;
