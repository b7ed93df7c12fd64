with Ada.Exceptions;
with GNAT.Sockets;
with Kit.Clock;
with Kit.Fields;
with Kit.Logs;
with Kit.Pool;
with Kit.Posix;
with Kit.Server.Connections;
with Kit.Server.Crowd;
with Kit.Traces;

package body Kit.Server is

   use Ada.Strings.Unbounded;
   use Kit.Posix;
   use Kit.Server.Connections;
   use type Crowd.Connection_Access;
   use type Kit.Pool.Job_Access;

   --  A connection accepted while draining: its request is on the way.
   Fresh_Drain_Ms   : constant := 30;

   --  A request that has begun to arrive when draining starts.
   Partial_Drain_Ms : constant := 1_000;

   Wake_Reading, Wake_Writing : Descriptor := No_Descriptor;

   procedure Wake;

   function Listen (With_Settings : Settings) return GNAT.Sockets.Socket_Type;

   procedure No_Route (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure No_Method (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Bad_Path (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   ----------
   -- Wake --
   ----------

   procedure Wake is
      Count   : Natural;
      Ignored : Outcome;
   begin
      --  A full pipe wakes the loop as well.
      Send (Wake_Writing, "W", Count, Ignored);
   end Wake;

   ------------
   -- Listen --
   ------------

   function Listen (With_Settings : Settings) return GNAT.Sockets.Socket_Type is
      use GNAT.Sockets;

      Result  : Socket_Type := No_Socket;
      Address : Sock_Addr_Type;
   begin
      Address := (Family => Family_Inet,
                  Addr   => Inet_Addr (To_String (With_Settings.Bind)),
                  Port   => Port_Type (With_Settings.Port));
      Create_Socket (Result);
      Set_Socket_Option (Result, Socket_Level, (Reuse_Address, True));
      Bind_Socket (Result, Address);
      Listen_Socket (Result, 512);
      return Result;
   exception
      when Socket_Error =>
         raise Cannot_Listen
           with "cannot listen on " & To_String (With_Settings.Bind) & " port"
             & With_Settings.Port'Image & ": the address is in use, not local or not permitted";
   end Listen;

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

   ---------
   -- Run --
   ---------

   procedure Run
     (With_Settings : Settings;
      Table         : Kit.Routes.Table;
      On_Listening  : not null access procedure;
      Before_End    : access procedure (Left_Ms : Natural) := null)
   is
      Listener : Descriptor := No_Descriptor;
      Socket   : GNAT.Sockets.Socket_Type;

      Connections : Crowd.Connection_List (1 .. With_Settings.Max_Connections);

      --  Connections beyond it are free.
      Highest     : Natural := 0;
      Open_Count  : Natural := 0;

      --  The wake pipe, the listener, and the connections in their order.
      Set         : Poll_Set (1 .. With_Settings.Max_Connections + 2);

      Now         : Nanoseconds := Kit.Clock.Monotonic;
      Draining    : Boolean := False;
      Drain_End   : Nanoseconds := Nanoseconds'Last;

      procedure Accept_One;
      procedure Dispatch (Index : Positive);
      procedure Answer (Job : in out Kit.Pool.Job_Access);
      procedure Advance (Index : Positive);
      procedure Refuse (Index : Positive; Status : Positive; Reason : String);
      procedure Make_Room;
      procedure Take_Wakes;
      procedure Take_Finished;
      procedure Start_Draining;
      procedure Close_Idle;
      procedure Expire (Index : Positive);
      procedure Prepare (Last : out Positive; Timeout_Ms : out Integer);
      function Is_Readable (FD : Descriptor) return Boolean;
      function Is_Done return Boolean;

      -----------------
      -- Is_Readable --
      -----------------

      function Is_Readable (FD : Descriptor) return Boolean is
         One : Poll_Set (1 .. 1) := (1 => (FD => FD, Wanted => Readable, Got => 0));
      begin
         Wait (One, 0);
         return (One (1).Got and Readable) /= 0;
      end Is_Readable;

      ----------------
      -- Accept_One --
      ----------------

      procedure Accept_One is
         Peer    : GNAT.Sockets.Socket_Type;
         Address : GNAT.Sockets.Sock_Addr_Type;
      begin
         GNAT.Sockets.Accept_Socket (Socket, Peer, Address);
         for Index in Connections'Range loop
            if Connections (Index) = null then
               Connections (Index) := new Connection;
            end if;
            if Connections (Index).State = Free then
               Highest    := Natural'Max (Highest, Index);
               Open_Count := Open_Count + 1;
               Open (Connections (Index).all, Peer, With_Settings, Now);
               --  Most clients have sent their request by now.
               Read (Connections (Index).all, With_Settings, Now);
               Advance (Index);
               return;
            end if;
         end loop;
         GNAT.Sockets.Close_Socket (Peer);
      exception
         --  The peer is gone, or no descriptor is left: later ones will do.
         when GNAT.Sockets.Socket_Error =>
            null;
      end Accept_One;

      --------------
      -- Dispatch --
      --------------

      procedure Dispatch (Index : Positive) is
         Item   : Connection renames Connections (Index).all;
         Job    : Kit.Pool.Job_Access;
         Found  : Kit.Routes.Match;
         Inline : Boolean := True;

         procedure Prepare_Job (Answer : Kit.Routes.Handler; Route : String);

         procedure Prepare_Job (Answer : Kit.Routes.Handler; Route : String) is
            Message : constant Kit.HTTP.Request := Kit.HTTP.Parser.Message (Item.Parser);
         begin
            Job := new Kit.Pool.Job'
              (Connection => Index,
               Request    => Message,
               Route      => To_Unbounded_String (Route),
               Answer     => Answer,
               Arrived    => Now,
               Keep_Alive => Kit.HTTP.Parser.Keeps_Alive (Item.Parser) and then not Draining,
               Status     => 200,
               Output     => Null_Unbounded_String);
         end Prepare_Job;

         Request : Kit.HTTP.Request := Kit.HTTP.Parser.Message (Item.Parser);
      begin
         Item.State := Handling;
         begin
            Kit.Routes.Find (Table, Request, Found);
            case Found.Outcome is
               when Kit.Routes.Found =>
                  Prepare_Job
                    (Kit.Routes.Handler_Of (Table, Found.Index),
                     Kit.Routes.Pattern_Of (Table, Found.Index));
                  Inline := Kit.Routes."="
                    (Kit.Routes.Place_Of (Table, Found.Index), Kit.Routes.Inline);
                  Job.Request.Parameters := Request.Parameters;
               when Kit.Routes.No_Method =>
                  Prepare_Job (No_Method'Access, "other");
                  Kit.Fields.Add
                    (Job.Request.Parameters, "allowed", To_String (Found.Allowed));
               when Kit.Routes.No_Path =>
                  Prepare_Job (No_Route'Access, "other");
            end case;
         exception
            --  A broken escape in the path, or one of a control character.
            when Error : Kit.HTTP.Refusal =>
               Prepare_Job (Bad_Path'Access, "other");
               Kit.Fields.Add
                 (Job.Request.Parameters, "reason",
                  Kit.HTTP.Refused_Reason (Ada.Exceptions.Exception_Message (Error)));
         end;
         Job.Request.Trace := Kit.Traces.Continue
           (Kit.Fields.Value (Request.Headers, "traceparent"),
            Kit.Fields.Value (Request.Headers, "tracestate"),
            Kit.Fields.Value (Request.Headers, Kit.Traces.Timeout_Header));
         if Inline then
            Kit.Pool.Run (Job);
            Answer (Job);
         else
            Kit.Pool.Submit (Job);
         end if;
      end Dispatch;

      ------------
      -- Answer --
      ------------

      procedure Answer (Job : in out Kit.Pool.Job_Access) is
      begin
         Start_Writing
           (Connections (Job.Connection).all, Job.Output,
            Then_Close => not Job.Keep_Alive,
            Settings   => With_Settings,
            Now        => Now);
         Kit.Pool.Free (Job);
      end Answer;

      ------------
      -- Refuse --
      ------------

      procedure Refuse (Index : Positive; Status : Positive; Reason : String) is
      begin
         Start_Writing
           (Connections (Index).all, Kit.Pool.Refused (Status, Reason),
            Then_Close => True,
            Settings   => With_Settings,
            Now        => Now);
      end Refuse;

      ---------------
      -- Make_Room --
      ---------------

      procedure Make_Room is
         Total : Long_Long_Integer;
         Worst : Natural;
      begin
         Crowd.Weigh (Connections (1 .. Highest), Total, Worst);
         if Total > Long_Long_Integer (With_Settings.Max_Bytes) and then Worst > 0 then
            Refuse (Worst, 503, "too many bytes are arriving at once");
         end if;
         --  One place stays free for who comes next.
         if Highest = Connections'Last
           and then (for all Item of Connections => Item.State /= Free)
         then
            Worst := Crowd.Most_Idle (Connections (1 .. Highest));
            if Worst > 0 then
               Kit.Logs.Write
                 (Kit.Logs.Info, "idle connection closed", "",
                  Kit.Logs.Field ("reason", "too many connections"));
               Close (Connections (Worst).all);
            end if;
         end if;
      end Make_Room;

      -------------
      -- Advance --
      -------------

      procedure Advance (Index : Positive) is
         use all type Kit.HTTP.Parser.Phases;
         Item : Connection renames Connections (Index).all;
      begin
         --  Several requests may have arrived at once.
         while Item.State = Reading loop
            case Kit.HTTP.Parser.Phase (Item.Parser) is
               when Complete =>
                  Dispatch (Index);
               when Failed =>
                  Refuse
                    (Index,
                     Kit.HTTP.Parser.Failure_Status (Item.Parser),
                     Kit.HTTP.Parser.Failure_Reason (Item.Parser));
               when others =>
                  exit when Length (Item.Ahead) = 0;
                  Resume (Item, With_Settings, Now);
            end case;
         end loop;
      end Advance;

      -------------------
      -- Take_Finished --
      -------------------

      procedure Take_Finished is
         Job   : Kit.Pool.Job_Access;
         Index : Positive;
      begin
         loop
            Kit.Pool.Take_Finished (Job);
            exit when Job = null;
            Index := Job.Connection;
            Answer (Job);
            Advance (Index);
         end loop;
      end Take_Finished;

      ----------------
      -- Take_Wakes --
      ----------------

      procedure Take_Wakes is
         Buffer : String (1 .. 256);
         Count  : Natural;
         Result : Outcome;
         Ending : Boolean := False;
      begin
         loop
            Receive (Wake_Reading, Buffer, Count, Result);
            exit when Result /= Moved;
            Ending := Ending or else (for some Item of Buffer (1 .. Count) => Item = 'T');
         end loop;
         Take_Finished;
         if Ending and then not Draining then
            Start_Draining;
         end if;
      end Take_Wakes;

      --------------------
      -- Start_Draining --
      --------------------

      procedure Start_Draining is
      begin
         Draining  := True;
         Drain_End := After (Now, With_Settings.Drain_Ms);
         --  What has reached us already is served: closing the listener would
         --  reset connections that wait in its queue.
         while Is_Readable (Listener) and then Open_Count < With_Settings.Max_Connections loop
            Accept_One;
         end loop;
         GNAT.Sockets.Close_Socket (Socket);
         Listener := No_Descriptor;
         for Index in 1 .. Highest loop
            declare
               Item : Connection renames Connections (Index).all;
            begin
               if Item.State = Reading and then Is_Readable (Item.FD) then
                  Read (Item, With_Settings, Now);
                  Advance (Index);
               end if;
               if Item.State = Reading then
                  Item.Deadline := Nanoseconds'Min
                    (Item.Deadline,
                     After (Now, (if Item.Fresh then Fresh_Drain_Ms else Partial_Drain_Ms)));
               end if;
            end;
         end loop;
      end Start_Draining;

      ----------------
      -- Close_Idle --
      ----------------

      procedure Close_Idle is
      begin
         for Index in 1 .. Highest loop
            if Is_Idle (Connections (Index).all) then
               Close (Connections (Index).all);
            end if;
         end loop;
      end Close_Idle;

      ------------
      -- Expire --
      ------------

      procedure Expire (Index : Positive) is
         Item : Connection renames Connections (Index).all;
      begin
         if Item.State = Reading and then not Is_Idle (Item) and then not Item.Fresh then
            Refuse (Index, 408, "the request did not arrive in time");
         else
            if Item.State = Writing then
               Kit.Logs.Write
                 (Kit.Logs.Info, "connection closed", "",
                  Kit.Logs.Field ("reason", "the client does not take its response"));
            end if;
            Close (Item);
         end if;
      end Expire;

      -------------
      -- Prepare --
      -------------

      procedure Prepare (Last : out Positive; Timeout_Ms : out Integer) is
         Earliest : Nanoseconds := Nanoseconds'Min (Drain_End, Kit.Pool.Next_Relief);
      begin
         while Highest > 0 and then Connections (Highest).State = Free loop
            Highest := Highest - 1;
         end loop;
         Open_Count := 0;
         Last := Highest + 2;
         Set (1) := (FD => Wake_Reading, Wanted => Readable, Got => 0);
         for Index in 1 .. Highest loop
            declare
               Item : Connection renames Connections (Index).all;
            begin
               if Item.State /= Free then
                  Open_Count := Open_Count + 1;
               end if;
               Set (Index + 2) :=
                 (FD     => (if Item.State in Free | Handling then No_Descriptor else Item.FD),
                  Wanted => (if Item.State = Writing then Writable else Readable),
                  Got    => 0);
               if Item.State not in Free | Handling then
                  Earliest := Nanoseconds'Min (Earliest, Item.Deadline);
               end if;
            end;
         end loop;
         Set (2) :=
           (FD     => (if Open_Count < With_Settings.Max_Connections
                       then Listener else No_Descriptor),
            Wanted => Readable,
            Got    => 0);
         Timeout_Ms :=
           (if Earliest = Nanoseconds'Last then -1
            else Integer
              (Nanoseconds'Max
                 (0, (Earliest - Kit.Clock.Monotonic) / Kit.Clock.Ns_Per_Ms + 1)));
      end Prepare;

      -------------
      -- Is_Done --
      -------------

      function Is_Done return Boolean is
        (Draining
         and then (Now >= Drain_End
                   or else (for all Index in 1 .. Highest =>
                              Connections (Index).State in Free | Lingering)));

      Last       : Positive;
      Timeout_Ms : Integer;
   begin
      Ignore_Broken_Pipes;
      Open_Pipe (Wake_Reading, Wake_Writing);
      Report_Termination_To (Wake_Writing);
      Kit.Pool.Configure (With_Settings.Workers, With_Settings.Max_Workers, Wake'Access);
      Socket   := Listen (With_Settings);
      Listener := Descriptor (GNAT.Sockets.To_C (Socket));
      Set_Non_Blocking (Listener);
      On_Listening.all;

      while not Is_Done loop
         Make_Room;
         Prepare (Last, Timeout_Ms);
         Wait (Set (1 .. Last), Timeout_Ms);
         Now := Kit.Clock.Monotonic;
         Kit.Pool.Relieve (Now);
         for Index in 1 .. Last - 2 loop
            if Set (Index + 2).Got /= 0 then
               if Connections (Index).State = Writing then
                  Write (Connections (Index).all, With_Settings, Now);
               elsif Connections (Index).State in Reading | Lingering then
                  Read (Connections (Index).all, With_Settings, Now);
               end if;
               Advance (Index);
            end if;
            if Connections (Index).State not in Free | Handling
              and then Connections (Index).Deadline <= Now
            then
               Expire (Index);
            end if;
         end loop;
         if Set (2).Got /= 0 then
            Accept_One;
         end if;
         if Set (1).Got /= 0 then
            Take_Wakes;
         end if;
         if Draining then
            Close_Idle;
         end if;
      end loop;
      if Before_End /= null then
         Before_End
           (Natural
              (Nanoseconds'Max
                 (0, (Drain_End - Kit.Clock.Monotonic) / Kit.Clock.Ns_Per_Ms)));
      end if;
   end Run;

end Kit.Server;
