with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.Clock;
with Kit.HTTP;
with Kit.Logs;
with Kit.Pool;
with Kit.Routes;

package body Pool_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use type Kit.Pool.Job_Access;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   Most : constant := 8;

   --  Handlers wait in it until all of them run.
   protected Gate is
      entry Pass;
      procedure Expect (Count : Positive);
   private
      entry Wait;
      Expected : Positive := 1;
      Present  : Natural  := 0;
   end Gate;

   protected body Gate is

      entry Pass when True is
      begin
         Present := Present + 1;
         requeue Wait;
      end Pass;

      entry Wait when Present >= Expected is
      begin
         null;
      end Wait;

      procedure Expect (Count : Positive) is
      begin
         Expected := Count;
         Present  := 0;
      end Expect;

   end Gate;

   --  How many are inside.
   protected Crowd is
      procedure Reset;
      procedure Enter;
      procedure Leave;
      function Most_Ever return Natural;
   private
      Present : Natural := 0;
      Most    : Natural := 0;
   end Crowd;

   protected body Crowd is

      procedure Reset is
      begin
         Most := 0;
      end Reset;

      procedure Enter is
      begin
         Present := Present + 1;
         Most    := Natural'Max (Most, Present);
      end Enter;

      procedure Leave is
      begin
         Present := Present - 1;
      end Leave;

      function Most_Ever return Natural is (Most);

   end Crowd;

   procedure Through_Gate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Among_Others (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Submit (Index : Positive; Answer : Kit.Routes.Handler; Content : String);
   procedure Alone (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is null;
   procedure Do_Nothing is null;

   procedure Through_Gate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
   begin
      Gate.Pass;
      Response.Status := 204;
   end Through_Gate;

   procedure Among_Others (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
   begin
      Crowd.Enter;
      delay 0.002;
      Crowd.Leave;
      Response.Status := 204;
   end Among_Others;

   procedure Submit (Index : Positive; Answer : Kit.Routes.Handler; Content : String) is
      Request : Kit.HTTP.Request;
   begin
      Request.Content := To_Unbounded_String (Content);
      Kit.Pool.Submit
        (new Kit.Pool.Job'
           (Connection => Index,
            Request    => Request,
            Route      => To_Unbounded_String ("/gate"),
            Answer     => Answer,
            Arrived    => Kit.Clock.Monotonic,
            Keep_Alive => True,
            Status     => 200,
            Output     => <>));
   end Submit;

   --  One worker at once, and more for those that wait: all of the handlers
   --  below end only when all of them run side by side.
   procedure Test_Waiting_Handlers (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Job  : Kit.Pool.Job_Access;
      Done : Natural := 0;
   begin
      Kit.Logs.Configure ("kit-test", Kit.Logs.Error);
      Kit.Pool.Configure (1, Most, Do_Nothing'Access);
      for Round in 1 .. 2 loop
         Gate.Expect (Most);
         Done := 0;
         for Index in 1 .. Most loop
            Submit (Index, Through_Gate'Access, "");
         end loop;
         while Done < Most loop
            Kit.Pool.Relieve (Kit.Clock.Monotonic);
            Kit.Pool.Take_Finished (Job);
            if Job = null then
               delay 0.001;
            else
               Assert (Job.Status = 204, "status" & Job.Status'Image);
               Kit.Pool.Free (Job);
               Done := Done + 1;
            end if;
         end loop;
         Assert (Kit.Pool.Next_Relief = Kit.Clock.Nanoseconds'Last, "nothing waits any more");
      end loop;
   end Test_Waiting_Handlers;

   --  Of requests with much content no more run at once than the workers that
   --  a processor needs, while small ones pass them.
   procedure Test_Large_Content (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Large : constant String (1 .. 100_000) := (others => ' ');
      Job   : Kit.Pool.Job_Access;
      Done  : Natural := 0;
   begin
      Kit.Pool.Configure (2, Most, Do_Nothing'Access);
      Crowd.Reset;
      for Index in 1 .. 20 loop
         Submit (Index, Among_Others'Access, Large);
         Submit (Index, Alone'Access, "");
      end loop;
      while Done < 40 loop
         Kit.Pool.Relieve (Kit.Clock.Monotonic);
         Kit.Pool.Take_Finished (Job);
         if Job = null then
            delay 0.001;
         else
            Kit.Pool.Free (Job);
            Done := Done + 1;
         end if;
      end loop;
      Assert (Crowd.Most_Ever in 1 .. 2, "at once ran" & Natural'Image (Crowd.Most_Ever));
   end Test_Large_Content;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Waiting_Handlers'Access, "handlers that wait");
      Register_Routine (Item, Test_Large_Content'Access, "requests with much content");
   end Register_Tests;

end Pool_Tests;
