--  Event channels after CosEvent: who is connected to them, and what is pushed.

with Event_Channels.Directory;
with Event_Service.Connections;
with Event_Service.Events;
with Event_Service.Stores;

package Event_Service.Channels is new Event_Channels.Directory
  (Properties => Stores.No_Properties,
   Plain      => Stores.Plain,
   Members    => Connections,
   Event_List => Events.Event_List,
   Letter     => Stores.Letter,
   Receives   => Stores.Receives);
