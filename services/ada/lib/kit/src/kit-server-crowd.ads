--  What all connections hold together: which one has to go when it is too
--  much.

with Kit.Server.Connections;

private package Kit.Server.Crowd is

   type Connection_Access is access Connections.Connection;
   type Connection_List is array (Positive range <>) of Connection_Access;

   --  Bytes that all hold, and who holds the most of those whose request is
   --  arriving; 0 for none.
   procedure Weigh
     (Within   : Connection_List;
      Total    : out Long_Long_Integer;
      Heaviest : out Natural);

   --  Of those without a request: the one whose client has been silent for
   --  the longest, one that never sent anything last; 0 for none.
   function Most_Idle (Within : Connection_List) return Natural;

end Kit.Server.Crowd;
