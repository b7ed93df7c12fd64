with Ada.Exceptions;
with GNAT.Sockets;
with Kit.Clock;
with Kit.Logs;
with Kit.Posix;
with Security_Service.Files;
with Security_Service.OpenSSL;
with Security_Service.TLS.Links;
with System;

package body Security_Service.TLS is

   use Kit.Posix;
   use Security_Service.TLS.Links;
   use type Files.Stamp;
   use type Kit.Posix.Descriptor;
   use type System.Address;

   Look_Ms   : constant := 1_000;

   --  How exactly deadlines are kept.
   Wait_Ms   : constant := 250;
   Ending_Ms : constant := 20;

   type Link_List is array (1 .. Max_Connections) of Link;
   type Link_List_Access is access Link_List;

   task type Terminator is
      pragma Storage_Size (1_048_576);
   end Terminator;

   type Terminator_Access is access Terminator;

   --  Written before the task is made.
   Given   : Settings;
   Running : Terminator_Access;

   Wake_Reading, Wake_Writing : Descriptor := No_Descriptor;

   protected Ending is
      procedure Ask;
      function Is_Asked return Boolean;
      procedure Report_Done;
      entry Wait_Done;
   private
      Asked : Boolean := False;
      Done  : Boolean := False;
   end Ending;

   procedure Log_Problem (Reason : String);

   -----------------
   -- Log_Problem --
   -----------------

   procedure Log_Problem (Reason : String) is
   begin
      Kit.Logs.Write
        (Kit.Logs.Error, "no TLS; plain HTTP goes on",
         More => Kit.Logs.Field ("reason", Reason));
   end Log_Problem;

   ------------
   -- Ending --
   ------------

   protected body Ending is

      procedure Ask is
      begin
         Asked := True;
      end Ask;

      function Is_Asked return Boolean is (Asked);

      procedure Report_Done is
      begin
         Done := True;
      end Report_Done;

      entry Wait_Done when Done is
      begin
         null;
      end Wait_Done;

   end Ending;

   -----------
   -- Start --
   -----------

   procedure Start (With_Settings : Settings) is
   begin
      Ignore_Broken_Pipes;
      Open_Pipe (Wake_Reading, Wake_Writing);
      Given   := With_Settings;
      Running := new Terminator;
   end Start;

   ------------
   -- Finish --
   ------------

   procedure Finish (Left_Ms : Natural) is
      Count   : Natural;
      Ignored : Outcome;
   begin
      if Running = null then
         return;
      end if;
      Ending.Ask;
      Send (Wake_Writing, "E", Count, Ignored);
      select
         Ending.Wait_Done;
      or
         delay Duration (Left_Ms) / 1_000;
         Kit.Logs.Write (Kit.Logs.Warn, "connections with TLS are closed before they are done");
      end select;
   end Finish;

   ----------------
   -- Terminator --
   ----------------

   task body Terminator is
      Links       : Link_List_Access;

      --  The listener, two sides of each link, and the pipe that wakes.
      Set         : Poll_Set (1 .. 2 + 2 * Max_Connections);
      Context     : OpenSSL.Handle := System.Null_Address;
      Socket      : GNAT.Sockets.Socket_Type := GNAT.Sockets.No_Socket;
      Listener    : Descriptor := No_Descriptor;
      Certificate : Files.Stamp;
      Key         : Files.Stamp;

      --  Nothing was read yet, whatever the stamps say.
      Is_New      : Boolean := True;
      Next_Look   : Nanoseconds := 0;
      Port_Said   : Boolean := False;
      Is_Ending   : Boolean := False;
      Now         : Nanoseconds;

      Plain_Host  : constant String :=
        (if To_String (Given.Bind) = "0.0.0.0" then "127.0.0.1" else To_String (Given.Bind));

      procedure Look_At_Files;
      procedure Listen;
      procedure Accept_All;
      procedure Begin_Ending;
      procedure Prepare;
      procedure Serve;

      -------------------
      -- Look_At_Files --
      -------------------

      procedure Look_At_Files is
         Now_Certificate : constant Files.Stamp :=
           Files.Stamp_Of (To_String (Given.Certificate_File));
         Now_Key         : constant Files.Stamp := Files.Stamp_Of (To_String (Given.Key_File));
         Fresh           : OpenSSL.Handle;
      begin
         if not Is_New and then Now_Certificate = Certificate and then Now_Key = Key then
            return;
         end if;
         Is_New      := False;
         Certificate := Now_Certificate;
         Key         := Now_Key;
         Fresh := OpenSSL.New_Context (To_String (Given.Certificate_File), To_String (Given.Key_File));
         --  Connections keep the context that they began with.
         if Context /= System.Null_Address then
            OpenSSL.Free_Context (Context);
            Kit.Logs.Write (Kit.Logs.Info, "certificate read again");
         end if;
         Context := Fresh;
      exception
         when Error : OpenSSL.Unusable =>
            if Context = System.Null_Address then
               Log_Problem (Ada.Exceptions.Exception_Message (Error));
            else
               Kit.Logs.Write
                 (Kit.Logs.Error, "the changed certificate is not taken; the old one stays",
                  More => Kit.Logs.Field
                    ("reason", Ada.Exceptions.Exception_Message (Error)));
            end if;
      end Look_At_Files;

      ------------
      -- Listen --
      ------------

      procedure Listen is
         use GNAT.Sockets;
      begin
         Create_Socket (Socket);
         Set_Socket_Option (Socket, Socket_Level, (Reuse_Address, True));
         Bind_Socket
           (Socket,
            (Family_Inet, Inet_Addr (To_String (Given.Bind)), Port_Type (Given.Port)));
         Listen_Socket (Socket, 64);
         Listener := Descriptor (To_C (Socket));
         Set_Non_Blocking (Listener);
         Kit.Logs.Write
           (Kit.Logs.Info, "listening with TLS",
            More => Kit.Logs.Field ("bind", To_String (Given.Bind))
              & Kit.Logs.Number ("port", Long_Long_Integer (Given.Port)));
      exception
         when Socket_Error =>
            Close_Socket (Socket);
            if not Port_Said then
               Port_Said := True;
               Log_Problem ("cannot listen on port" & Given.Port'Image & "; tried again");
            end if;
      end Listen;

      ----------------
      -- Accept_All --
      ----------------

      procedure Accept_All is
         use GNAT.Sockets;
         Peer    : Socket_Type;
         Address : Sock_Addr_Type;
      begin
         for Item of Links.all loop
            if Item.State = Free then
               Accept_Socket (Socket, Peer, Address);
               Start
                 (Item, Descriptor (To_C (Peer)), Context, Given.Handshake_Ms, Now);
               if Item.State /= Free then
                  Advance (Item, Plain_Host, Given.Plain_Port, Now);
               end if;
            end if;
         end loop;
      exception
         --  Nobody waits any more.
         when Socket_Error =>
            null;
      end Accept_All;

      ------------------
      -- Begin_Ending --
      ------------------

      procedure Begin_Ending is
      begin
         Is_Ending := True;
         if Listener /= No_Descriptor then
            GNAT.Sockets.Close_Socket (Socket);
            Listener := No_Descriptor;
         end if;
         for Item of Links.all loop
            if Item.State = Handshaking then
               Close (Item);
            end if;
         end loop;
      end Begin_Ending;

      -------------
      -- Prepare --
      -------------

      procedure Prepare is
         Has_Room : Boolean := False;
      begin
         for Index in Links'Range loop
            declare
               Item : Link renames Links (Index);
               --  A side for which nothing is wanted would report its end
               --  without pause.
               function Side (FD : Descriptor; Wanted : Events) return Poll_Entry is
                 ((if Item.State = Free or else Wanted = 0 then No_Descriptor else FD),
                  Wanted, 0);
            begin
               Has_Room := Has_Room or else Item.State = Free;
               Set (2 * Index)     := Side (Item.Client, Item.Client_Wanted);
               Set (2 * Index + 1) := Side (Item.Inner, Item.Inner_Wanted);
            end;
         end loop;
         --  Those beyond the bound wait in the kernel's queue, which is bounded.
         Set (1) :=
           (FD     => (if Has_Room then Listener else No_Descriptor),
            Wanted => Readable,
            Got    => 0);
         Set (Set'Last) :=
           (FD     => (if Is_Ending then No_Descriptor else Wake_Reading),
            Wanted => Readable,
            Got    => 0);
      end Prepare;

      -----------
      -- Serve --
      -----------

      procedure Serve is
      begin
         Now := Kit.Clock.Monotonic;
         if Ending.Is_Asked then
            if not Is_Ending then
               Begin_Ending;
            end if;
         elsif Now >= Next_Look then
            Look_At_Files;
            if Context /= System.Null_Address and then Listener = No_Descriptor then
               Listen;
            end if;
            Next_Look := Now + Look_Ms * Kit.Clock.Ns_Per_Ms;
         end if;
         Prepare;
         Wait (Set, (if Is_Ending then Ending_Ms else Wait_Ms));
         Now := Kit.Clock.Monotonic;
         for Index in Links'Range loop
            if Links (Index).State /= Free then
               --  First: a peer that sends a byte now and then gets no more time.
               if Links (Index).Deadline <= Now then
                  Expire (Links (Index));
               elsif Set (2 * Index).Got /= 0 or else Set (2 * Index + 1).Got /= 0 then
                  Advance (Links (Index), Plain_Host, Given.Plain_Port, Now);
               end if;
            end if;
         end loop;
         if Set (1).Got /= 0 then
            Accept_All;
         end if;
      end Serve;

   begin
      begin
         OpenSSL.Load;
         Links := new Link_List;
         loop
            Serve;
            exit when Is_Ending and then (for all Item of Links.all => Item.State = Free);
         end loop;
      exception
         when Error : OpenSSL.Missing =>
            Log_Problem (Ada.Exceptions.Exception_Message (Error));
         when Error : others =>
            Kit.Logs.Write
              (Kit.Logs.Error, "TLS failed; plain HTTP goes on",
               More => Kit.Logs.Field
                 ("exception", Ada.Exceptions.Exception_Information (Error)));
      end;
      Ending.Report_Done;
   end Terminator;

end Security_Service.TLS;
