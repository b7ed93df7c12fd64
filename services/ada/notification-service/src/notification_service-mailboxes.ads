--  Those who are subscribed to a channel, each with its store.

with Event_Channels.Places;
with Notification_Service.Events;
with Notification_Service.Stores;

use Notification_Service.Stores;

package Notification_Service.Mailboxes is new Event_Channels.Places
  (Roles    => Roles,
   Settings => Settings,
   Event    => Events.Event,
   Store    => Store);
