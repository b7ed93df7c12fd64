with Ada.Unchecked_Deallocation;
with Kit.Logs;
with Kit.Metrics;

package body Kit.Pool is

   use Ada.Strings.Unbounded;

   --  No more jobs than connections exist; see Kit.Server.
   Capacity : constant := 1_024;

   type Job_Ring is array (Natural range 0 .. Capacity - 1) of Job_Access;

   protected type Queue is
      procedure Put (Item : not null Job_Access);
      entry Get (Item : out Job_Access);
      procedure Try (Item : out Job_Access);
      function Waiting return Natural;
   private
      Ring  : Job_Ring;
      First : Natural := 0;
      Count : Natural := 0;
   end Queue;

   task type Worker;
   type Worker_Access is access Worker;

   To_Do    : Queue;
   Finished : Queue;

   procedure Do_Nothing is null;

   Common_Headers : Unbounded_String;
   Translate      : Translator;
   Max_Workers    : Positive := 4;
   Wake_Loop      : Waker := Do_Nothing'Access;

   --  Only Submit, which the loop alone calls, writes these.
   Worker_Count   : Natural := 0;
   Newest_Worker  : Worker_Access;
   pragma Unreferenced (Newest_Worker);

   -----------
   -- Queue --
   -----------

   protected body Queue is

      procedure Put (Item : not null Job_Access) is
      begin
         Ring ((First + Count) mod Capacity) := Job_Access (Item);
         Count := Count + 1;
      end Put;

      entry Get (Item : out Job_Access) when Count > 0 is
      begin
         Try (Item);
      end Get;

      procedure Try (Item : out Job_Access) is
      begin
         if Count = 0 then
            Item := null;
            return;
         end if;
         Item := Ring (First);
         Ring (First) := null;
         First := (First + 1) mod Capacity;
         Count := Count - 1;
      end Try;

      --  Jobs that no idle worker will take at once.
      function Waiting return Natural is
        (Integer'Max (0, Count - Get'Count));

   end Queue;

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

   procedure Configure (Workers : Positive; Wake : Waker) is
   begin
      Max_Workers := Workers;
      Wake_Loop   := Wake;
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
               Kit.HTTP.Fail (Response, Status, Message (First .. Message'Last), Trace);
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
              Kit.Clock.Seconds_Image (Span * 1_000, 3)));
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
      To_Do.Put (Item);
      if To_Do.Waiting > 0 and then Worker_Count < Max_Workers then
         Worker_Count  := Worker_Count + 1;
         Newest_Worker := new Worker;
      end if;
   end Submit;

   -------------------
   -- Take_Finished --
   -------------------

   procedure Take_Finished (Item : out Job_Access) is
   begin
      Finished.Try (Item);
   end Take_Finished;

   ------------
   -- Worker --
   ------------

   task body Worker is
      Item : Job_Access;
   begin
      loop
         To_Do.Get (Item);
         Run (Item);
         Finished.Put (Item);
         Wake_Loop.all;
      end loop;
   end Worker;

end Kit.Pool;
