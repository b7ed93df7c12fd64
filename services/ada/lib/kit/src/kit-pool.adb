with Ada.Unchecked_Deallocation;
with Kit.Logs;
with Kit.Metrics;
with Kit.Pool.Queues;

package body Kit.Pool is

   use Ada.Strings.Unbounded;
   use Kit.Pool.Queues;

   --  A handler that only computes is over by then, most often.
   Patience : constant := 10 * Kit.Clock.Ns_Per_Ms;

   --  Values of JSON take many times their text, so few jobs with much of it
   --  run at once, however many workers there are.
   Large_Content : constant := 8_192;

   task type Worker;
   type Worker_Access is access Worker;

   procedure Do_Nothing is null;

   Common_Headers  : Unbounded_String;
   Translate       : Translator;
   Workers_At_Once : Positive := 4;
   Most_Workers    : Positive := 4;
   Wake_Loop       : Waker := Do_Nothing'Access;

   --  Only the loop's task writes these.
   Worker_Count    : Natural := 0;
   Newest_Worker   : Worker_Access;
   pragma Unreferenced (Newest_Worker);

   procedure Add_Worker;

   ----------
   -- Free --
   ----------

   procedure Free (Item : in out Job_Access) is
      procedure Deallocate is new Ada.Unchecked_Deallocation (Job, Job_Access);
   begin
      Deallocate (Item);
   end Free;

   --------------------
   -- Set_Translator --
   --------------------

   procedure Set_Translator (To : Translator) is
   begin
      Translate := To;
   end Set_Translator;

   ------------------------
   -- Set_Common_Headers --
   ------------------------

   procedure Set_Common_Headers (Lines : String) is
   begin
      Common_Headers := To_Unbounded_String (Lines);
   end Set_Common_Headers;

   ---------------
   -- Configure --
   ---------------

   procedure Configure (Workers, Max_Workers : Positive; Wake : Waker) is
   begin
      Workers_At_Once := Workers;
      Most_Workers    := Positive'Max (Workers, Max_Workers);
      Wake_Loop       := Wake;
      To_Do.Configure (Workers);
   end Configure;

   ---------
   -- Run --
   ---------

   procedure Run (Item : not null Job_Access) is
      Response    : Kit.HTTP.Response;
      Trace       : constant String := Item.Request.Trace.Trace;
      Span        : Kit.Clock.Nanoseconds;
      Is_Probe    : Boolean;
      Is_Answered : Boolean := False;
      Reason      : Unbounded_String;
   begin
      begin
         Item.Answer (Item.Request, Response);
      exception
         when Error : Kit.HTTP.Refusal =>
            declare
               Message : constant String := Ada.Exceptions.Exception_Message (Error);
               Status  : Positive;
               First   : Positive;
            begin
               Kit.HTTP.Split_Refusal (Message, Status, First);
               Response := (others => <>);
               Kit.HTTP.Fail
                 (Response, Status, Message (First .. Message'Last), Trace,
                  Kit.HTTP.Refused_Dependency (Message));
               if Status >= 500 then
                  Reason := To_Unbounded_String (Message (First .. Message'Last));
               end if;
            end;
         when Error : others =>
            Response := (others => <>);
            if Translate /= null then
               Translate (Error, Response, Is_Answered);
            end if;
            if not Is_Answered then
               Kit.Logs.Write
                 (Kit.Logs.Error, "unhandled exception in a handler", Trace,
                  Kit.Logs.Field ("route", To_String (Item.Route))
                  & Kit.Logs.Field
                      ("exception", Ada.Exceptions.Exception_Information (Error)));
               Kit.HTTP.Fail
                 (Response, 500, "internal error; the log has the trace id", Trace);
            end if;
      end;
      Item.Status := Response.Status;
      Item.Output := Kit.HTTP.Wire_Image
        (Item            => Response,
         Keep_Alive      => Item.Keep_Alive,
         Without_Content => Item.Request.Method = "HEAD",
         Extra           => To_String (Common_Headers));
      Span := Kit.Clock.Monotonic - Item.Arrived;
      Kit.Metrics.Record_Request
        (To_String (Item.Request.Method), To_String (Item.Route), Response.Status, Span);
      Is_Probe := To_String (Item.Route) in "/health" | "/livez" | "/metrics" | "/status";
      Kit.Logs.Write
        ((if Response.Status >= 500 then Kit.Logs.Error
          elsif Is_Probe then Kit.Logs.Debug
          else Kit.Logs.Info),
         "request", Trace,
         Kit.Logs.Field ("method", To_String (Item.Request.Method))
         & Kit.Logs.Field ("path", To_String (Item.Request.Path))
         & Kit.Logs.Number ("status", Long_Long_Integer (Response.Status))
         & Kit.Logs.Raw
             ("durationMs",
              Kit.Clock.Seconds_Image (Span * 1_000, 3))
         & (if Length (Reason) = 0 then ""
            else Kit.Logs.Field ("reason", To_String (Reason))));
   end Run;

   -------------
   -- Refused --
   -------------

   function Refused (Status : Positive; Reason : String) return Unbounded_String is
      Response : Kit.HTTP.Response;
   begin
      Kit.HTTP.Fail (Response, Status, Reason, Trace => "");
      Kit.Metrics.Record_Request ("other", "other", Status, 0);
      Kit.Logs.Write
        (Kit.Logs.Info, "request refused", "",
         Kit.Logs.Number ("status", Long_Long_Integer (Status))
         & Kit.Logs.Field ("reason", Reason));
      return Kit.HTTP.Wire_Image
        (Response, Keep_Alive => False, Without_Content => False,
         Extra => To_String (Common_Headers));
   end Refused;

   ------------
   -- Submit --
   ------------

   procedure Submit (Item : not null Job_Access) is
   begin
      To_Do.Put (Item, Is_Large => Length (Item.Request.Content) > Large_Content);
      if To_Do.Waiting > 0 and then Worker_Count < Workers_At_Once then
         Add_Worker;
      end if;
   end Submit;

   ----------------
   -- Add_Worker --
   ----------------

   procedure Add_Worker is
   begin
      To_Do.Expect_One;
      Worker_Count  := Worker_Count + 1;
      Newest_Worker := new Worker;
   end Add_Worker;

   -------------
   -- Relieve --
   -------------

   procedure Relieve (Now : Kit.Clock.Nanoseconds) is
   begin
      for Index in
        1 .. Natural'Min (To_Do.Waiting_Since (Now - Patience), Most_Workers - Worker_Count)
      loop
         Add_Worker;
      end loop;
   end Relieve;

   -----------------
   -- Next_Relief --
   -----------------

   function Next_Relief return Kit.Clock.Nanoseconds is
      Oldest : constant Kit.Clock.Nanoseconds := To_Do.Oldest;
   begin
      return
        (if Worker_Count = Most_Workers or else Oldest = Kit.Clock.Nanoseconds'Last
         then Kit.Clock.Nanoseconds'Last
         else Oldest + Patience);
   end Next_Relief;

   -------------------
   -- Take_Finished --
   -------------------

   procedure Take_Finished (Item : out Job_Access) is
   begin
      Finished.Take (Item);
   end Take_Finished;

   ------------
   -- Worker --
   ------------

   task body Worker is
      Item     : Job_Access;
      Is_Large : Boolean;
   begin
      To_Do.Get_First (Item, Is_Large);
      loop
         Run (Item);
         if Is_Large then
            To_Do.End_Large;
         end if;
         Finished.Put (Item);
         Wake_Loop.all;
         To_Do.Get (Item, Is_Large);
      end loop;
   end Worker;

end Kit.Pool;
