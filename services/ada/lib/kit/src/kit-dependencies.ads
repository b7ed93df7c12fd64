--  The services this one calls: their addresses, and whether they answer. A
--  task for each keeps that up to date, so that /health never waits.

with Kit.Client;
with Kit.JSON;
with Kit.Traces;

package Kit.Dependencies is

   Max_Dependencies : constant := 16;

   --  Name and URL of each: "poa-manager=http://poa-manager:50062,…". Raises
   --  Kit.Env.Invalid_Setting with a reason.
   procedure Configure (Calls : String);

   procedure Start_Checking;

   --  Unknown until the first check is over.
   type Conditions is (Unknown, Reachable, Unreachable);

   function Count return Natural;
   function Name (Index : Positive) return String;
   function Address (Index : Positive) return Kit.Client.Address;
   function Condition (Index : Positive) return Conditions;

   --  Index of that name, 0 for none.
   function Find (Name : String) return Natural;

   --  Those that do not answer, as in Image; the names of those that were
   --  not checked yet.
   function Missing return Kit.JSON.Value;
   function Unchecked return Kit.JSON.Value;

   --  dependency_up as Prometheus text, 1 for those that answer; those that
   --  were not checked yet are left out.
   function Metrics return String;

   --  Asks the service of that name, which CALLS must name; tries again as
   --  Kit.Retries does, all within Timeout_Ms and the time that Trace leaves.
   --  Raises Kit.HTTP.Refusal (503, with the name of what is missing: this
   --  service, or the one that its own 503 names) where there is no answer but
   --  503. Any other status is the caller's to read.
   function Call
     (Name       : String;
      Method     : String;
      Path       : String;
      Content    : String := "";
      Trace      : Kit.Traces.Context;
      Timeout_Ms : Positive := 2_000;
      Media_Type : String := "application/json";
      Repeatable : Boolean := False) return Kit.Client.Answer;

   --  [{"name", "url", "state", "reason"?}]
   function Image return Kit.JSON.Value;

end Kit.Dependencies;
