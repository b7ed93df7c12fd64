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
   type Conditions is (Unknown, Answering, Missing);

   function Count return Natural;
   function Name (Index : Positive) return String;
   function Address (Index : Positive) return Kit.Client.Address;
   function Condition (Index : Positive) return Conditions;

   --  Index of that name, 0 for none.
   function Find (Name : String) return Natural;

   --  The names of those that do not answer.
   function Missing_Names return Kit.JSON.Value;

   --  [{"name", "url", "state", "reason"?}]
   function Image return Kit.JSON.Value;

end Kit.Dependencies;
