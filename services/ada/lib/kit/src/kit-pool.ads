--  The tasks that run handlers which may wait. They are made when they are
--  first needed, so that a start costs none: a few at once, as many as the
--  work of a processor needs, and more while jobs wait because the handlers
--  of those few wait for something themselves.

with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Kit.Clock;
with Kit.HTTP;
with Kit.Routes;

package Kit.Pool is

   --  One request under way. Each connection has at most one.
   type Job is limited record
      Connection : Positive;
      Request    : Kit.HTTP.Request;
      Route      : Ada.Strings.Unbounded.Unbounded_String;
      Answer     : Kit.Routes.Handler;
      Arrived    : Kit.Clock.Nanoseconds;
      Keep_Alive : Boolean;
      Status     : Positive := 200;
      Output     : Ada.Strings.Unbounded.Unbounded_String;
   end record;

   type Job_Access is access Job;

   procedure Free (Item : in out Job_Access);

   --  Answers an exception that left a handler; Done says whether it did. What
   --  is not answered becomes 500 and a line in the log.
   type Translator is access procedure
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Response : in out Kit.HTTP.Response;
      Done     : out Boolean);

   procedure Set_Translator (To : Translator);

   --  Header lines that every response carries.
   procedure Set_Common_Headers (Lines : String);

   --  Called by a worker after each job, from its own task.
   type Waker is not null access procedure;

   procedure Configure (Workers, Max_Workers : Positive; Wake : Waker);

   --  Runs the handler in the caller's task: fills Status and Output, counts
   --  and logs the request. No exception leaves it.
   procedure Run (Item : not null Job_Access);

   --  A request that no handler sees: it was malformed, or never complete.
   --  Counts and logs it, and gives the response to send.
   function Refused (Status : Positive; Reason : String)
      return Ada.Strings.Unbounded.Unbounded_String;

   --  Submit and Relieve are for one task alone, the server's loop.
   procedure Submit (Item : not null Job_Access);

   --  Makes workers for jobs that have waited too long.
   procedure Relieve (Now : Kit.Clock.Nanoseconds);

   --  When Relieve is due; Nanoseconds'Last for never.
   function Next_Relief return Kit.Clock.Nanoseconds;

   --  A finished job, or null.
   procedure Take_Finished (Item : out Job_Access);

end Kit.Pool;
