--  All connections: who comes, whose request is handled, who gets its
--  response, and who has to go.

with GNAT.Sockets;
with Kit.Pool;
with Kit.Server.Connections;
with Kit.Server.Crowd;

private package Kit.Server.Clients is

   type Client_List (Max : Positive) is limited record
      Settings   : Server.Settings;
      Items      : Crowd.Connection_List (1 .. Max);

      --  Connections beyond it are free.
      Highest    : Natural := 0;
      Open_Count : Natural := 0;

      --  When the loop woke.
      Now        : Connections.Nanoseconds := 0;
      Draining   : Boolean := False;
   end record;

   --  Takes Peer over; closed when there is no place.
   procedure Add
     (To    : in out Client_List;
      Table : Kit.Routes.Table;
      Peer  : GNAT.Sockets.Socket_Type);

   --  Handles what has arrived, which may be several requests.
   procedure Advance
     (Within : in out Client_List; Table : Kit.Routes.Table; Index : Positive);

   --  Sends what the job has made, and frees it.
   procedure Answer (Within : in out Client_List; Job : in out Kit.Pool.Job_Access);

   --  Too many bytes or too few places: one has to go.
   procedure Make_Room (Within : in out Client_List);

   --  The deadline has passed.
   procedure Expire (Within : in out Client_List; Index : Positive);

   procedure Close_Idle (Within : in out Client_List);

end Kit.Server.Clients;
