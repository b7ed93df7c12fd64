--  Those who are connected to a channel, each with its store.

with Event_Channels.Places;
with Event_Service.Buffers;
with Event_Service.Events;
with Event_Service.Stores;

use Event_Service.Stores;

package Event_Service.Connections is new Event_Channels.Places
  (Roles    => Roles,
   Settings => Buffers.Limits,
   Event    => Events.Event,
   Store    => Store,
   Count    => Count);
