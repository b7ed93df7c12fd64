--  A request that has arrived becomes a job for the handler that answers it.

with Kit.Clock;
with Kit.Pool;

private package Kit.Server.Requests is

   --  Always one: what no route answers gets a handler that says so. Is_Inline
   --  when it runs in the loop.
   procedure Make_Job
     (Table      : Kit.Routes.Table;
      Message    : Kit.HTTP.Request;
      Connection : Positive;
      Arrived    : Kit.Clock.Nanoseconds;
      Keep_Alive : Boolean;
      Job        : out Kit.Pool.Job_Access;
      Is_Inline  : out Boolean);

end Kit.Server.Requests;
