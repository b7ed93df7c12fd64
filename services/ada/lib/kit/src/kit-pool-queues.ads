--  The jobs that wait for a worker, and those that are done. Of large ones
--  few run at once.

private package Kit.Pool.Queues is

   --  No more jobs than connections exist; see Kit.Server.
   Capacity : constant := 1_024;

   type Job_List is array (Natural range 0 .. Capacity - 1) of Job_Access;

   type Ring is record
      Jobs  : Job_List;
      First : Natural := 0;
      Count : Natural := 0;
   end record;

   protected Finished is
      procedure Put (Item : not null Job_Access);
      procedure Take (Item : out Job_Access);
   private
      Jobs : Ring;
   end Finished;

   protected To_Do is
      procedure Configure (Large_At_Once : Positive);
      procedure Put (Item : not null Job_Access; Is_Large : Boolean);

      --  Called by a worker for its first job, and for each further one.
      entry Get_First (Item : out Job_Access; Is_Large : out Boolean);
      entry Get (Item : out Job_Access; Is_Large : out Boolean);
      procedure End_Large;

      --  Jobs that may run and that no idle worker will take at once.
      function Waiting return Natural;

      --  Of those the ones that arrived by then; when the first one did.
      function Waiting_Since (Time : Kit.Clock.Nanoseconds) return Natural;
      function Oldest return Kit.Clock.Nanoseconds;

      --  A worker is being made.
      procedure Expect_One;
   private
      procedure Take (Item : out Job_Access; Is_Large : out Boolean);
      function Large_Ready return Natural;

      Small      : Ring;
      Large      : Ring;
      Most_Large : Positive := 4;

      --  Large ones under way; workers that have not asked for a job yet.
      Running    : Natural := 0;
      Expected   : Natural := 0;
   end To_Do;

end Kit.Pool.Queues;
