--  Sample channels; each has a number.

with Desks;
with Event_Channels.Directory;
with Letters;

package Rooms is new Event_Channels.Directory
  (Properties => Letters.Room,
   Plain      => Letters.Plain,
   Members    => Desks,
   Event_List => Letters.Letter_List,
   Letter     => Letters.Letter,
   Receives   => Letters.Receives);
