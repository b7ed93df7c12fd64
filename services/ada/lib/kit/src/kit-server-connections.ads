--  One client's connection: bytes in, requests out, bytes out.

with GNAT.Sockets;
with Kit.Clock;
with Kit.Posix;

private package Kit.Server.Connections is

   subtype Nanoseconds is Kit.Clock.Nanoseconds;

   type States is
     (Free, Reading, Handling, Writing,

      --  Everything is sent; what the peer still sends is thrown away for a
      --  while, or the kernel would reset the connection under the response.
      Lingering);

   type Connection is limited record
      State      : States := Free;
      Socket     : GNAT.Sockets.Socket_Type := GNAT.Sockets.No_Socket;
      FD         : Kit.Posix.Descriptor := Kit.Posix.No_Descriptor;
      Parser     : Kit.HTTP.Parser.Instance;

      --  Read, but past the end of the request under way.
      Ahead      : Ada.Strings.Unbounded.Unbounded_String;
      Output     : Ada.Strings.Unbounded.Unbounded_String;
      Sent       : Natural := 0;
      Close_Then : Boolean := False;
      Deadline   : Nanoseconds := 0;

      --  No response takes longer, whatever its progress.
      Sent_By    : Nanoseconds := 0;

      --  Since it was accepted nothing was read from it.
      Fresh      : Boolean := True;
   end record;

   procedure Open
     (Item     : in out Connection;
      Socket   : GNAT.Sockets.Socket_Type;
      Settings : Server.Settings;
      Now      : Nanoseconds);

   procedure Close (Item : in out Connection);

   --  Bytes it holds.
   function Size (Item : Connection) return Natural;

   --  Nothing of a request has arrived.
   function Is_Idle (Item : Connection) return Boolean;

   --  Takes what can be read. Afterwards the parser is complete, failed, or
   --  wants more; a connection that ended is closed.
   procedure Read
     (Item : in out Connection; Settings : Server.Settings; Now : Nanoseconds);

   --  Feeds the parser with what was read ahead.
   procedure Resume
     (Item : in out Connection; Settings : Server.Settings; Now : Nanoseconds);

   --  Begins to send; Then_Close ends the connection afterwards.
   procedure Start_Writing
     (Item       : in out Connection;
      Output     : Ada.Strings.Unbounded.Unbounded_String;
      Then_Close : Boolean;
      Settings   : Server.Settings;
      Now        : Nanoseconds);

   --  Sends what can be sent. When all is out the connection reads the next
   --  request, lingers or is closed.
   procedure Write
     (Item : in out Connection; Settings : Server.Settings; Now : Nanoseconds);

   function After (Now : Nanoseconds; Ms : Positive) return Nanoseconds;

end Kit.Server.Connections;
