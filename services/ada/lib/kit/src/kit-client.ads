--  Calls to other services: one request a connection, within a time limit.

with Ada.Strings.Unbounded;
with Kit.Traces;

package Kit.Client is

   use Ada.Strings.Unbounded;

   type Address is record
      Host : Unbounded_String;
      Port : Positive range 1 .. 65_535 := 80;
   end record;

   --  Of http://host, http://host:port, with or without a final /.
   --  Raises Constraint_Error with a reason.
   function Parse_URL (URL : String) return Address;

   type Answer is record
      --  0 when there was none.
      Status     : Natural := 0;
      Content    : Unbounded_String;
      Media_Type : Unbounded_String;

      --  Why there was none.
      Reason     : Unbounded_String;

      --  Part of the request was sent: it may have been served, whatever came
      --  back.
      Sent       : Boolean := False;
   end record;

   --  Never raises for what the peer or the network does. Resolving the name
   --  is the one part that the system's resolver bounds, not Timeout_Ms.
   function Call
     (To         : Address;
      Method     : String;
      Path       : String;
      Content    : String := "";
      Trace      : Kit.Traces.Context;
      Timeout_Ms : Positive := 1_000;
      Media_Type : String := "application/json") return Answer;

end Kit.Client;
