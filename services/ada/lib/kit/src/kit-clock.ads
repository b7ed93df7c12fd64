--  Time as numbers, without the cost of Ada.Calendar at start.

package Kit.Clock is

   subtype Nanoseconds is Long_Long_Integer;

   Ns_Per_Ms : constant := 1_000_000;
   Ns_Per_S  : constant := 1_000_000_000;

   --  Never goes back; the start is arbitrary.
   function Monotonic return Nanoseconds;

   --  Since 1970 in UTC.
   function Wall return Nanoseconds;

   --  CPU time this process has used.
   function Process_CPU return Nanoseconds;

   --  Like 2026-02-03T04:05:06.789Z.
   function Timestamp (At_Time : Nanoseconds) return String;
   function Timestamp return String is (Timestamp (Wall));

   --  Seconds with a fraction, as Prometheus and JSON want them.
   function Seconds_Image (Span : Nanoseconds; Digits_After : Natural := 6) return String;

end Kit.Clock;
