--  The places of the sample channels.

with Event_Channels.Places;
with Letters;

use Letters;

package Desks is new Event_Channels.Places
  (Roles    => Roles,
   Settings => Character,
   Event    => Character,
   Store    => Store,
   Count    => Count);
