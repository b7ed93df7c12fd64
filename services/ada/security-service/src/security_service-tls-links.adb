with GNAT.Sockets;
with Kit.Logs;

package body Security_Service.TLS.Links is

   use Kit.Posix;
   use type Kit.Posix.Descriptor;
   use type OpenSSL.Results;
   use type System.Address;

   --  Without progress: while a response waits for its reader, and else. The
   --  HTTP server has limits of its own, which are shorter.
   Write_Ms  : constant := 10_000;
   Idle_Ms   : constant := 310_000;

   Linger_Ms : constant := 1_000;

   --  One peer that always has more must not hold up the others.
   Max_Steps : constant := 64;

   function After (Now : Nanoseconds; Ms : Positive) return Nanoseconds is
     (Now + Nanoseconds (Ms) * Kit.Clock.Ns_Per_Ms);

   procedure Refuse (Item : in out Link; Reason : String);
   procedure Connect_Inner (Item : in out Link; Host : String; Port : Positive);
   procedure Shake_Hands
     (Item : in out Link; Plain_Host : String; Plain_Port : Positive; Progress : out Boolean);

   --  All is sent that will be: goes on to Lingering.
   procedure End_Output (Item : in out Link);
   procedure Linger (Item : in out Link);

   --  One step each; Progress when something moved. They may close the link.
   procedure Move_Inwards (Item : in out Link; Progress : in out Boolean);
   procedure Move_Outwards (Item : in out Link; Progress : in out Boolean);

   -----------
   -- Start --
   -----------

   procedure Start
     (Item         : in out Link;
      Client       : Descriptor;
      Context      : OpenSSL.Handle;
      Handshake_Ms : Positive;
      Now          : Nanoseconds) is
   begin
      Item.Client          := Client;
      Item.Inner           := No_Descriptor;
      Item.To_Inner.First  := 1;
      Item.To_Inner.Last   := 0;
      Item.To_Client.First := 1;
      Item.To_Client.Last  := 0;
      Item.Inner_Ended     := False;
      Item.Deadline        := After (Now, Handshake_Ms);
      Set_Non_Blocking (Client);
      Item.SSL   := OpenSSL.New_Connection (Context, Client);
      Item.State := Handshaking;
   exception
      when OpenSSL.Unusable =>
         Close (Item);
   end Start;

   -----------
   -- Close --
   -----------

   procedure Close (Item : in out Link) is
   begin
      if Item.SSL /= System.Null_Address then
         if Item.State = Open then
            OpenSSL.Say_End (Item.SSL);
         end if;
         OpenSSL.Free_Connection (Item.SSL);
      end if;
      if Item.Client /= No_Descriptor then
         Kit.Posix.Close (Item.Client);
      end if;
      if Item.Inner /= No_Descriptor then
         Kit.Posix.Close (Item.Inner);
      end if;
      Item.SSL    := System.Null_Address;
      Item.Client := No_Descriptor;
      Item.Inner  := No_Descriptor;
      Item.State  := Free;
   end Close;

   ------------
   -- Refuse --
   ------------

   procedure Refuse (Item : in out Link; Reason : String) is
   begin
      Kit.Logs.Write
        (Kit.Logs.Info, "TLS connection refused", More => Kit.Logs.Field ("reason", Reason));
      Close (Item);
   end Refuse;

   ------------
   -- Expire --
   ------------

   procedure Expire (Item : in out Link) is
   begin
      if Item.State = Handshaking then
         Refuse (Item, "the handshake did not end in time");
      else
         Close (Item);
      end if;
   end Expire;

   -------------------
   -- Connect_Inner --
   -------------------

   procedure Connect_Inner (Item : in out Link; Host : String; Port : Positive) is
      use GNAT.Sockets;
      Socket : Socket_Type;
   begin
      --  On this host: made at once, or refused at once.
      Create_Socket (Socket);
      Item.Inner := Descriptor (To_C (Socket));
      Connect_Socket (Socket, (Family_Inet, Inet_Addr (Host), Port_Type (Port)));
      Set_Socket_Option (Socket, IP_Protocol_For_TCP_Level, (No_Delay, True));
      Set_Non_Blocking (Item.Inner);
      Item.State := Open;
   exception
      when Socket_Error =>
         Refuse (Item, "plain HTTP does not answer");
   end Connect_Inner;

   -----------------
   -- Shake_Hands --
   -----------------

   procedure Shake_Hands
     (Item : in out Link; Plain_Host : String; Plain_Port : Positive; Progress : out Boolean) is
   begin
      Progress := False;
      case OpenSSL.Accept_Peer (Item.SSL) is
         when OpenSSL.Moved =>
            Connect_Inner (Item, Plain_Host, Plain_Port);
            Progress := Item.State = Open;
         when OpenSSL.Wants_To_Read =>
            Item.Client_Wanted := Readable;
         when OpenSSL.Wants_To_Write =>
            Item.Client_Wanted := Writable;
         when OpenSSL.Ended | OpenSSL.Broken =>
            Refuse (Item, OpenSSL.Last_Reason);
      end case;
   end Shake_Hands;

   ----------------
   -- End_Output --
   ----------------

   procedure End_Output (Item : in out Link) is
      use GNAT.Sockets;
   begin
      OpenSSL.Say_End (Item.SSL);
      Kit.Posix.Close (Item.Inner);
      Item.Inner    := No_Descriptor;
      Item.State    := Lingering;
      Item.Deadline := After (Kit.Clock.Monotonic, Linger_Ms);
      Shutdown_Socket (To_Ada (Integer (Item.Client)), Shut_Write);
   exception
      when Socket_Error =>
         Close (Item);
   end End_Output;

   ------------
   -- Linger --
   ------------

   procedure Linger (Item : in out Link) is
      Count  : Natural;
      Result : Outcome;
   begin
      for Step in 1 .. Max_Steps loop
         Receive (Item.Client, Item.To_Inner.Data, Count, Result);
         exit when Result /= Moved;
      end loop;
      if Result in Moved | Would_Block then
         Item.Client_Wanted := Readable;
      else
         Close (Item);
      end if;
   end Linger;

   ------------------
   -- Move_Inwards --
   ------------------

   procedure Move_Inwards (Item : in out Link; Progress : in out Boolean) is
      Count  : Natural;
      Result : OpenSSL.Results;
      Sent   : Outcome;
   begin
      if Is_Empty (Item.To_Inner) then
         OpenSSL.Read (Item.SSL, Item.To_Inner.Data, Count, Result);
         case Result is
            when OpenSSL.Moved =>
               Item.To_Inner.First := 1;
               Item.To_Inner.Last  := Count;
               Progress := True;
            when OpenSSL.Wants_To_Read =>
               Item.Client_Wanted := Item.Client_Wanted or Readable;
               return;
            when OpenSSL.Wants_To_Write =>
               Item.Client_Wanted := Item.Client_Wanted or Writable;
               return;
            when OpenSSL.Ended | OpenSSL.Broken =>
               Close (Item);
               return;
         end case;
      end if;
      Send (Item.Inner, Item.To_Inner.Data (Item.To_Inner.First .. Item.To_Inner.Last),
            Count, Sent);
      case Sent is
         when Moved =>
            Item.To_Inner.First := Item.To_Inner.First + Count;
            Progress := True;
         when Would_Block =>
            Item.Inner_Wanted := Item.Inner_Wanted or Writable;
         when Ended | Broken =>
            --  It may have answered before it closed.
            Item.To_Inner.Last := Item.To_Inner.First - 1;
      end case;
   end Move_Inwards;

   -------------------
   -- Move_Outwards --
   -------------------

   procedure Move_Outwards (Item : in out Link; Progress : in out Boolean) is
      Count  : Natural;
      Got    : Outcome;
      Result : OpenSSL.Results;
   begin
      if Is_Empty (Item.To_Client) and then not Item.Inner_Ended then
         Receive (Item.Inner, Item.To_Client.Data, Count, Got);
         case Got is
            when Moved =>
               Item.To_Client.First := 1;
               Item.To_Client.Last  := Count;
               Progress := True;
            when Would_Block =>
               Item.Inner_Wanted := Item.Inner_Wanted or Readable;
               return;
            when Ended | Broken =>
               Item.Inner_Ended := True;
         end case;
      end if;
      if Is_Empty (Item.To_Client) then
         if Item.Inner_Ended then
            End_Output (Item);
         end if;
         return;
      end if;
      OpenSSL.Write
        (Item.SSL, Item.To_Client.Data (Item.To_Client.First .. Item.To_Client.Last),
         Count, Result);
      case Result is
         when OpenSSL.Moved =>
            Item.To_Client.First := Item.To_Client.First + Count;
            Progress := True;
         when OpenSSL.Wants_To_Read =>
            Item.Client_Wanted := Item.Client_Wanted or Readable;
         when OpenSSL.Wants_To_Write =>
            Item.Client_Wanted := Item.Client_Wanted or Writable;
         when OpenSSL.Ended | OpenSSL.Broken =>
            Close (Item);
      end case;
   end Move_Outwards;

   -------------
   -- Advance --
   -------------

   procedure Advance (Item : in out Link; Plain_Host : String; Plain_Port : Positive;
                      Now : Nanoseconds)
   is
      Progress  : Boolean;
      Has_Moved : Boolean := False;
   begin
      Item.Client_Wanted := 0;
      Item.Inner_Wanted  := 0;
      if Item.State = Handshaking then
         Shake_Hands (Item, Plain_Host, Plain_Port, Has_Moved);
      end if;
      if Item.State = Lingering then
         Linger (Item);
      end if;
      if Item.State /= Open then
         return;
      end if;
      for Step in 1 .. Max_Steps loop
         Progress := False;
         Item.Client_Wanted := 0;
         Item.Inner_Wanted  := 0;
         Move_Inwards (Item, Progress);
         exit when Item.State /= Open;
         Move_Outwards (Item, Progress);
         exit when Item.State /= Open or else not Progress;
         Has_Moved := True;
      end loop;
      if Item.State = Lingering then
         Linger (Item);
         return;
      end if;
      if Item.State = Free then
         return;
      elsif Progress then
         --  Stopped for the others' sake: come back at once.
         Item.Client_Wanted := Readable or Writable;
      end if;
      if Has_Moved then
         Item.Deadline :=
           After (Now, (if Is_Empty (Item.To_Client) then Idle_Ms else Write_Ms));
      end if;
   end Advance;

end Security_Service.TLS.Links;
