--  The services this one calls: their addresses, and whether they answer. A
--  task for each keeps that up to date, so that /health never waits.

with Kit.Client;
with Kit.JSON;

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

   --  [{"name", "url", "state", "reason"?}]
   function Image return Kit.JSON.Value;

end Kit.Dependencies;
