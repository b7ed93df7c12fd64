--  What makes a set of routes a service: settings, probes, status, metrics,
--  logs, drain and exit code.

with Kit.Routes;

package Kit.Service is

   type Description is record
      Name         : access constant String;
      Version      : access constant String;
      Default_Port : Positive;
   end record;

   --  With the argument --check: asks the service that runs on this host for
   --  its health and ends the process, 0 when it is ready. Otherwise:
   --  adds /health, /livez, /status and /metrics to Table, serves until
   --  SIGTERM, and ends the process: 0 after a drain, 1 when it cannot start.
   --  Before_Exit may finish what goes on outside of the server; Left_Ms are
   --  left of the drain.
   procedure Run
     (What        : Description;
      Table       : in out Kit.Routes.Table;
      Before_Exit : access procedure (Left_Ms : Natural) := null)
     with No_Return;

   --  From the environment, as Run uses it. Raises Kit.Env.Invalid_Setting.
   function Port (What : Description) return Positive;

end Kit.Service;
