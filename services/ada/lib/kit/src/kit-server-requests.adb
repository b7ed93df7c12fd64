with Ada.Exceptions;
with Kit.Fields;
with Kit.Traces;

package body Kit.Server.Requests is

   use Ada.Strings.Unbounded;
   use type Kit.Routes.Places;

   procedure No_Route (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure No_Method (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Bad_Path (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --------------
   -- No_Route --
   --------------

   procedure No_Route (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Response);
   begin
      Kit.HTTP.Refuse
        (404,
         "nothing answers "
         & Slice (Request.Path, 1, Natural'Min (Length (Request.Path), 100)));
   end No_Route;

   ---------------
   -- No_Method --
   ---------------

   procedure No_Method (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Allowed : constant String := Kit.Fields.Value (Request.Parameters, "allowed");
   begin
      Kit.HTTP.Fail
        (Response, 405, "this path allows " & Allowed, Request.Trace.Trace);
      Kit.Fields.Add (Response.Headers, "Allow", Allowed);
   end No_Method;

   --------------
   -- Bad_Path --
   --------------

   procedure Bad_Path (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Response);
   begin
      Kit.HTTP.Refuse (400, Kit.Fields.Value (Request.Parameters, "reason"));
   end Bad_Path;

   --------------
   -- Make_Job --
   --------------

   procedure Make_Job
     (Table      : Kit.Routes.Table;
      Message    : Kit.HTTP.Request;
      Connection : Positive;
      Arrived    : Kit.Clock.Nanoseconds;
      Keep_Alive : Boolean;
      Job        : out Kit.Pool.Job_Access;
      Is_Inline  : out Boolean)
   is
      Request : Kit.HTTP.Request := Message;
      Found   : Kit.Routes.Match;

      procedure Make (Answer : Kit.Routes.Handler; Route : String);

      procedure Make (Answer : Kit.Routes.Handler; Route : String) is
      begin
         Job := new Kit.Pool.Job'
           (Connection => Connection,
            Request    => Message,
            Route      => To_Unbounded_String (Route),
            Answer     => Answer,
            Arrived    => Arrived,
            Keep_Alive => Keep_Alive,
            Status     => 200,
            Output     => Null_Unbounded_String);
      end Make;

   begin
      Is_Inline := True;
      begin
         Kit.Routes.Find (Table, Request, Found);
         case Found.Outcome is
            when Kit.Routes.Found =>
               Make
                 (Kit.Routes.Handler_Of (Table, Found.Index),
                  Kit.Routes.Pattern_Of (Table, Found.Index));
               Is_Inline := Kit.Routes.Place_Of (Table, Found.Index) = Kit.Routes.Inline;
               Job.Request.Parameters := Request.Parameters;
            when Kit.Routes.No_Method =>
               Make (No_Method'Access, "other");
               Kit.Fields.Add
                 (Job.Request.Parameters, "allowed", To_String (Found.Allowed));
            when Kit.Routes.No_Path =>
               Make (No_Route'Access, "other");
         end case;
      exception
         --  A broken escape in the path, or one of a control character.
         when Error : Kit.HTTP.Refusal =>
            Make (Bad_Path'Access, "other");
            Kit.Fields.Add
              (Job.Request.Parameters, "reason",
               Kit.HTTP.Refused_Reason (Ada.Exceptions.Exception_Message (Error)));
      end;
      Job.Request.Trace := Kit.Traces.Continue
        (Kit.Fields.Value (Request.Headers, "traceparent"),
         Kit.Fields.Value (Request.Headers, "tracestate"),
         Kit.Fields.Value (Request.Headers, Kit.Traces.Timeout_Header));
   end Make_Job;

end Kit.Server.Requests;
