with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.Clock;
with Kit.HTTP;
with Kit.Logs;
with Kit.Pool;

package body Pool_Tests is

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

   procedure Through_Gate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Do_Nothing is null;

   procedure Through_Gate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
   begin
      Gate.Pass;
      Response.Status := 204;
   end Through_Gate;

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
            Kit.Pool.Submit
              (new Kit.Pool.Job'
                 (Connection => Index,
                  Request    => <>,
                  Route      => Ada.Strings.Unbounded.To_Unbounded_String ("/gate"),
                  Answer     => Through_Gate'Access,
                  Arrived    => Kit.Clock.Monotonic,
                  Keep_Alive => True,
                  Status     => 200,
                  Output     => <>));
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

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Waiting_Handlers'Access, "handlers that wait");
   end Register_Tests;

end Pool_Tests;
