--  The HTTP server: one loop does all input and output without ever waiting
--  for a single peer; handlers run in the loop or in the pool.

with Ada.Strings.Unbounded;
with Kit.HTTP.Parser;
with Kit.Routes;

package Kit.Server is

   type Settings is record
      Bind            : Ada.Strings.Unbounded.Unbounded_String;
      Port            : Positive range 1 .. 65_535;
      Bounds          : Kit.HTTP.Parser.Limits;
      Max_Connections : Positive range 1 .. 1_024 := 512;

      --  Of all connections together: requests that arrive and responses that
      --  wait to be sent.
      Max_Bytes       : Positive := 33_554_432;

      --  See Kit.Pool.
      Workers         : Positive := 4;
      Max_Workers     : Positive := 64;

      --  From the first byte of a request to its last.
      Request_Ms      : Positive := 10_000;

      --  Between two requests of a connection.
      Idle_Ms         : Positive := 300_000;

      --  Without progress while a response is sent.
      Write_Ms        : Positive := 10_000;

      --  From a response's first byte to its last.
      Send_Ms         : Positive := 60_000;

      --  From SIGTERM to the end, at most.
      Drain_Ms        : Positive := 4_500;
   end record;

   --  The address cannot be bound; the message says why.
   Cannot_Listen : exception;

   --  Serves until SIGTERM or SIGINT, drains, and returns. On_Listening is
   --  called once, when connections are accepted; Before_End when those are
   --  done, with what is left of the drain.
   procedure Run
     (With_Settings : Settings;
      Table         : Kit.Routes.Table;
      On_Listening  : not null access procedure;
      Before_End    : access procedure (Left_Ms : Natural) := null);

end Kit.Server;
