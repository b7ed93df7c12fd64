--  W3C trace context: who asked, passed on in what we ask others.

with Ada.Strings.Unbounded;
with Kit.Clock;

package Kit.Traces is

   subtype Trace_Id is String (1 .. 32);
   subtype Span_Id is String (1 .. 16);

   type Context is record
      Trace : Trace_Id := (others => '0');

      --  Our own span: the parent of what we call.
      Span  : Span_Id  := (others => '0');
      Flags : String (1 .. 2) := "01";
      State : Ada.Strings.Unbounded.Unbounded_String;

      --  When the caller stops waiting: what we call in turn gets less time.
      Expires : Kit.Clock.Nanoseconds := Kit.Clock.Nanoseconds'Last;
   end record;

   --  The caller's trace when Parent is a valid traceparent, a new one else;
   --  with a span of our own in either case.
   function Continue
     (Parent : String; State : String := ""; Timeout : String := "") return Context;

   --  Carries the milliseconds that the caller waits, Timeout of Continue.
   Timeout_Header : constant String := "x-timeout-ms";

   --  The header for an outgoing call.
   function Header (From : Context) return String is
     ("00-" & From.Trace & '-' & From.Span & '-' & From.Flags);

   function Is_Valid (Parent : String) return Boolean;

end Kit.Traces;
