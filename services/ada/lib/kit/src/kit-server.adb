with GNAT.Sockets;
with Kit.Clock;
with Kit.Pool;
with Kit.Posix;
with Kit.Server.Clients;
with Kit.Server.Connections;

package body Kit.Server is

   use Ada.Strings.Unbounded;
   use Kit.Posix;
   use Kit.Server.Connections;
   use type Kit.Pool.Job_Access;

   --  A connection accepted while draining: its request is on the way.
   Fresh_Drain_Ms   : constant := 30;

   --  A request that has begun to arrive when draining starts.
   Partial_Drain_Ms : constant := 1_000;

   Wake_Reading, Wake_Writing : Descriptor := No_Descriptor;

   procedure Wake;

   function Listen (With_Settings : Settings) return GNAT.Sockets.Socket_Type;

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

   ---------
   -- Run --
   ---------

   procedure Run
     (With_Settings : Settings;
      Table         : Kit.Routes.Table;
      On_Listening  : not null access procedure;
      Before_End    : access procedure (Left_Ms : Natural) := null)
   is
      Listener  : Descriptor := No_Descriptor;
      Socket    : GNAT.Sockets.Socket_Type;
      Served    : Clients.Client_List (With_Settings.Max_Connections);

      --  The wake pipe, the listener, and the connections in their order.
      Set       : Poll_Set (1 .. With_Settings.Max_Connections + 2);

      Drain_End : Nanoseconds := Nanoseconds'Last;

      procedure Accept_One;
      procedure Take_Wakes;
      procedure Take_Finished;
      procedure Start_Draining;
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
         Clients.Add (Served, Table, Peer);
      exception
         --  The peer is gone, or no descriptor is left: later ones will do.
         when GNAT.Sockets.Socket_Error =>
            null;
      end Accept_One;

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
            Clients.Answer (Served, Job);
            Clients.Advance (Served, Table, Index);
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
         if Ending and then not Served.Draining then
            Start_Draining;
         end if;
      end Take_Wakes;

      --------------------
      -- Start_Draining --
      --------------------

      procedure Start_Draining is
      begin
         Served.Draining := True;
         Drain_End       := After (Served.Now, With_Settings.Drain_Ms);
         --  What has reached us already is served: closing the listener would
         --  reset connections that wait in its queue.
         while Is_Readable (Listener)
           and then Served.Open_Count < With_Settings.Max_Connections
         loop
            Accept_One;
         end loop;
         GNAT.Sockets.Close_Socket (Socket);
         Listener := No_Descriptor;
         for Index in 1 .. Served.Highest loop
            declare
               Item : Connection renames Served.Items (Index).all;
            begin
               if Item.State = Reading and then Is_Readable (Item.FD) then
                  Read (Item, With_Settings, Served.Now);
                  Clients.Advance (Served, Table, Index);
               end if;
               if Item.State = Reading then
                  Item.Deadline := Nanoseconds'Min
                    (Item.Deadline,
                     After
                       (Served.Now,
                        (if Item.Fresh then Fresh_Drain_Ms else Partial_Drain_Ms)));
               end if;
            end;
         end loop;
      end Start_Draining;

      -------------
      -- Prepare --
      -------------

      procedure Prepare (Last : out Positive; Timeout_Ms : out Integer) is
         Earliest : Nanoseconds := Nanoseconds'Min (Drain_End, Kit.Pool.Next_Relief);
      begin
         while Served.Highest > 0 and then Served.Items (Served.Highest).State = Free loop
            Served.Highest := Served.Highest - 1;
         end loop;
         Served.Open_Count := 0;
         Last := Served.Highest + 2;
         Set (1) := (FD => Wake_Reading, Wanted => Readable, Got => 0);
         for Index in 1 .. Served.Highest loop
            declare
               Item : Connection renames Served.Items (Index).all;
            begin
               if Item.State /= Free then
                  Served.Open_Count := Served.Open_Count + 1;
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
           (FD     => (if Served.Open_Count < With_Settings.Max_Connections
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
        (Served.Draining
         and then (Served.Now >= Drain_End
                   or else (for all Index in 1 .. Served.Highest =>
                              Served.Items (Index).State in Free | Lingering)));

      Last       : Positive;
      Timeout_Ms : Integer;
   begin
      Served.Settings := With_Settings;
      Served.Now      := Kit.Clock.Monotonic;

      Ignore_Broken_Pipes;
      Open_Pipe (Wake_Reading, Wake_Writing);
      Report_Termination_To (Wake_Writing);
      Kit.Pool.Configure (With_Settings.Workers, With_Settings.Max_Workers, Wake'Access);
      Socket   := Listen (With_Settings);
      Listener := Descriptor (GNAT.Sockets.To_C (Socket));
      Set_Non_Blocking (Listener);
      On_Listening.all;

      while not Is_Done loop
         Clients.Make_Room (Served);
         Prepare (Last, Timeout_Ms);
         Wait (Set (1 .. Last), Timeout_Ms);
         Served.Now := Kit.Clock.Monotonic;
         Kit.Pool.Relieve (Served.Now);
         for Index in 1 .. Last - 2 loop
            if Set (Index + 2).Got /= 0 then
               if Served.Items (Index).State = Writing then
                  Write (Served.Items (Index).all, With_Settings, Served.Now);
               elsif Served.Items (Index).State in Reading | Lingering then
                  Read (Served.Items (Index).all, With_Settings, Served.Now);
               end if;
               Clients.Advance (Served, Table, Index);
            end if;
            if Served.Items (Index).State not in Free | Handling
              and then Served.Items (Index).Deadline <= Served.Now
            then
               Clients.Expire (Served, Index);
            end if;
         end loop;
         if Set (2).Got /= 0 then
            Accept_One;
         end if;
         if Set (1).Got /= 0 then
            Take_Wakes;
         end if;
         if Served.Draining then
            Clients.Close_Idle (Served);
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
