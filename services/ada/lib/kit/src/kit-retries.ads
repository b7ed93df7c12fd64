--  A call that is tried again a few times, with growing pauses, within one
--  deadline.

with Kit.Client;
with Kit.Traces;

package Kit.Retries is

   Max_Attempts : constant := 4;

   --  Tries again where the request cannot have been served (nothing was
   --  sent, or the answer is 503), or where serving it twice does no harm: an
   --  idempotent method, or Repeatable. A 503 that names a dependency is
   --  final: the peer has tried again already.
   function Call
     (To         : Kit.Client.Address;
      Method     : String;
      Path       : String;
      Content    : String;
      Trace      : Kit.Traces.Context;
      Timeout_Ms : Positive;
      Media_Type : String;
      Repeatable : Boolean) return Kit.Client.Answer;

   --  What the answer's error or exception says: its reason, and the
   --  dependency it names. Empty for none.
   function Reason_In (Item : Kit.Client.Answer) return String;
   function Dependency_In (Item : Kit.Client.Answer) return String;

end Kit.Retries;
