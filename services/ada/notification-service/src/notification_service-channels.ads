--  The event channels and who is subscribed to them.

with Kit.JSON;
with Notification_Service.Events;
with Notification_Service.Filters;
with Notification_Service.Mailboxes;
with Notification_Service.QoS;

package Notification_Service.Channels is

   --  There from the start; cannot be removed.
   Naming : constant String := "naming";
   ORB    : constant String := "orb";

   --  All raise Kit.HTTP.Refusal: 404 for a channel or subscriber that is not
   --  there, 409 for one that is there already, 400 for a bad name, 503 where
   --  no more can be held.

   procedure Add (Name : String; Quality : QoS.Properties);
   procedure Remove (Name : String);
   function Quality (Name : String) return QoS.Properties;

   type Event_List is array (Positive range <>) of Events.Event;

   --  Deliveries counts the events that were put into a queue, once for each.
   procedure Push (Name : String; Items : Event_List; Deliveries : out Natural);

   --  Gives the subscriber's id, such as s12.
   function Subscribe
     (Name : String; Filter : Filters.Filter; Quality : QoS.Properties) return String;

   procedure Unsubscribe (Name, Id : String);

   procedure Find
     (Name, Id : String; Place : out Mailboxes.Place; Owner : out Mailboxes.Owner);

   --  {"name", "builtIn", "qos", "events", "subscribers": [id]}
   function Image (Name : String) return Kit.JSON.Value;
   function Images return Kit.JSON.Value;

end Notification_Service.Channels;
