package body Kit.Server.Connections is

   use Ada.Strings.Unbounded;
   use Kit.HTTP.Parser;
   use all type Kit.Posix.Outcome;

   Read_Bytes   : constant := 65_536;
   Linger_Ms    : constant := 1_000;

   --  The largest piece handed to the kernel at once.
   Write_Bytes  : constant := 262_144;

   --  Bytes that were fed; what is left over is kept for the next request.
   procedure Take
     (Item : in out Connection; Data : String; Settings : Server.Settings; Now : Nanoseconds);

   function After (Now : Nanoseconds; Ms : Positive) return Nanoseconds is
     (Now + Nanoseconds (Ms) * Kit.Clock.Ns_Per_Ms);

   ----------
   -- Open --
   ----------

   procedure Open
     (Item     : in out Connection;
      Socket   : GNAT.Sockets.Socket_Type;
      Settings : Server.Settings;
      Now      : Nanoseconds)
   is
      use GNAT.Sockets;
   begin
      Item.State      := Reading;
      Item.Socket     := Socket;
      Item.FD         := Kit.Posix.Descriptor (To_C (Socket));
      Item.Ahead      := Null_Unbounded_String;
      Item.Output     := Null_Unbounded_String;
      Item.Sent       := 0;
      Item.Close_Then := False;
      Item.Deadline   := After (Now, Settings.Request_Ms);
      Item.Fresh      := True;
      Reset (Item.Parser);
      Set_Limits (Item.Parser, Settings.Bounds);
      Kit.Posix.Set_Non_Blocking (Item.FD);
      Set_Socket_Option (Socket, IP_Protocol_For_TCP_Level, (No_Delay, True));
   exception
      --  The peer may be gone already.
      when Socket_Error =>
         null;
   end Open;

   -----------
   -- Close --
   -----------

   procedure Close (Item : in out Connection) is
   begin
      Kit.Posix.Close (Item.FD);
      Item.FD     := Kit.Posix.No_Descriptor;
      Item.Socket := GNAT.Sockets.No_Socket;
      Item.State  := Free;
      Item.Ahead  := Null_Unbounded_String;
      Item.Output := Null_Unbounded_String;
      Reset (Item.Parser);
   end Close;

   function Is_Idle (Item : Connection) return Boolean is
     (Item.State = Reading and then Phase (Item.Parser) = Idle and then not Item.Fresh);

   function Size (Item : Connection) return Natural is
     (Kit.HTTP.Parser.Size (Item.Parser) + Length (Item.Ahead) + Length (Item.Output));

   ----------
   -- Take --
   ----------

   procedure Take
     (Item : in out Connection; Data : String; Settings : Server.Settings; Now : Nanoseconds)
   is
      Was_Idle : constant Boolean := Phase (Item.Parser) = Idle;
      Used     : Natural;
      Expected : Boolean;
      Count    : Natural;
      Ignored  : Kit.Posix.Outcome;
   begin
      Item.Fresh := False;
      Feed (Item.Parser, Data, Used);
      if Used < Data'Length then
         Append (Item.Ahead, Data (Data'First + Used .. Data'Last));
      end if;
      if Was_Idle then
         Item.Deadline := After (Now, Settings.Request_Ms);
      end if;
      Take_Expectation (Item.Parser, Expected);
      if Expected then
         --  So short that it fits an empty socket buffer, or the peer is lost.
         Kit.Posix.Send
           (Item.FD, "HTTP/1.1 100 Continue" & ASCII.CR & ASCII.LF & ASCII.CR & ASCII.LF,
            Count, Ignored);
      end if;
   end Take;

   ----------
   -- Read --
   ----------

   procedure Read
     (Item : in out Connection; Settings : Server.Settings; Now : Nanoseconds)
   is
      Buffer : String (1 .. Read_Bytes);
      Count  : Natural;
      Result : Kit.Posix.Outcome;
   begin
      Kit.Posix.Receive (Item.FD, Buffer, Count, Result);
      case Result is
         when Moved =>
            if Item.State = Reading then
               Take (Item, Buffer (1 .. Count), Settings, Now);
            end if;
         when Would_Block =>
            null;
         when Ended | Broken =>
            Close (Item);
      end case;
   end Read;

   ------------
   -- Resume --
   ------------

   procedure Resume
     (Item : in out Connection; Settings : Server.Settings; Now : Nanoseconds)
   is
      Data : constant String := To_String (Item.Ahead);
   begin
      if Data /= "" then
         Item.Ahead := Null_Unbounded_String;
         Take (Item, Data, Settings, Now);
      end if;
   end Resume;

   -------------------
   -- Start_Writing --
   -------------------

   procedure Start_Writing
     (Item       : in out Connection;
      Output     : Unbounded_String;
      Then_Close : Boolean;
      Settings   : Server.Settings;
      Now        : Nanoseconds) is
   begin
      Item.State      := Writing;
      Item.Output     := Output;
      Item.Sent       := 0;
      Item.Close_Then := Then_Close;
      Item.Deadline   := After (Now, Settings.Write_Ms);
      Item.Sent_By    := After (Now, Settings.Send_Ms);
      --  The request is answered; what it held is free.
      Reset (Item.Parser);
      if Then_Close then
         Item.Ahead := Null_Unbounded_String;
      end if;
      Write (Item, Settings, Now);
   end Start_Writing;

   -----------
   -- Write --
   -----------

   procedure Write
     (Item : in out Connection; Settings : Server.Settings; Now : Nanoseconds)
   is
      Total  : constant Natural := Length (Item.Output);
      Count  : Natural;
      Result : Kit.Posix.Outcome;
   begin
      while Item.Sent < Total loop
         Kit.Posix.Send
           (Item.FD,
            Slice (Item.Output, Item.Sent + 1, Natural'Min (Total, Item.Sent + Write_Bytes)),
            Count, Result);
         case Result is
            when Moved =>
               Item.Sent     := Item.Sent + Count;
               Item.Deadline := Nanoseconds'Min
                 (After (Now, Settings.Write_Ms), Item.Sent_By);
            when Would_Block =>
               return;
            when Ended | Broken =>
               Close (Item);
               return;
         end case;
      end loop;
      Item.Output := Null_Unbounded_String;
      if Item.Close_Then then
         GNAT.Sockets.Shutdown_Socket (Item.Socket, GNAT.Sockets.Shut_Write);
         Item.State    := Lingering;
         Item.Deadline := After (Now, Linger_Ms);
      else
         Item.State    := Reading;
         Item.Deadline := After (Now, Settings.Idle_Ms);
      end if;
   exception
      when GNAT.Sockets.Socket_Error =>
         Close (Item);
   end Write;

end Kit.Server.Connections;
