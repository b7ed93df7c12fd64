--  The event channels and who is subscribed to them.

with Event_Channels.Directory;
with Notification_Service.Events;
with Notification_Service.Mailboxes;
with Notification_Service.QoS;
with Notification_Service.Stores;

package Notification_Service.Channels is new Event_Channels.Directory
  (Properties => QoS.Properties,
   Plain      => Stores.Plain,
   Members    => Mailboxes,
   Event_List => Events.Event_List,
   Letter     => Stores.Letter,
   Receives   => Stores.Receives,
   Describe   => Stores.Describe);
