--  Counters of requests and a histogram of durations, as Prometheus text.

with Ada.Strings.Unbounded;
with Kit.Clock;

package Kit.Metrics is

   procedure Record_Request
     (Method, Route : String;
      Status        : Positive;
      Duration      : Kit.Clock.Nanoseconds);

   --  More is appended as it stands.
   function Image (Service, Version, Build_Id : String; More : String := "")
      return Ada.Strings.Unbounded.Unbounded_String;

end Kit.Metrics;
