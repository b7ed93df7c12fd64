package body Notification_Service.Queues is

   use Ada.Strings.Unbounded;

   procedure Remove (Self : in out Queue; Index : Positive);
   procedure Forget_Late (Self : in out Queue; Now : Kit.Clock.Nanoseconds);

   --  The one to drop where there are too many, and the one to deliver next.
   function Victim (Self : Queue) return Positive;
   function First (Self : Queue) return Positive;
   --  The item of the nearest deadline.
   function Earliest (Self : Queue) return Positive;

   -----------
   -- Start --
   -----------

   procedure Start (Self : in out Queue; Properties : QoS.Properties) is
   begin
      Self := (Properties => Properties, others => <>);
   end Start;

   ------------
   -- Remove --
   ------------

   procedure Remove (Self : in out Queue; Index : Positive) is
   begin
      Self.Bytes := Self.Bytes - Ada.Strings.Unbounded.Length (Self.Items (Index).Text);
      Self.Items.Delete (Index);
   end Remove;

   -----------------
   -- Forget_Late --
   -----------------

   procedure Forget_Late (Self : in out Queue; Now : Kit.Clock.Nanoseconds) is
   begin
      for Index in reverse 1 .. Self.Items.Last_Index loop
         if Self.Items (Index).Deadline <= Now then
            Remove (Self, Index);
            Self.Expired := Self.Expired + 1;
         end if;
      end loop;
   end Forget_Late;

   --------------
   -- Earliest --
   --------------

   function Earliest (Self : Queue) return Positive is
      Result : Positive := 1;
   begin
      for Index in 2 .. Self.Items.Last_Index loop
         if Self.Items (Index).Deadline < Self.Items (Result).Deadline then
            Result := Index;
         end if;
      end loop;
      return Result;
   end Earliest;

   ------------
   -- Victim --
   ------------

   function Victim (Self : Queue) return Positive is
      Result : Positive := 1;
   begin
      case Self.Properties.Discard is
         when QoS.Any | QoS.Fifo =>
            null;
         when QoS.Lifo =>
            Result := Self.Items.Last_Index;
         when QoS.Priority =>
            for Index in 2 .. Self.Items.Last_Index loop
               if Self.Items (Index).Priority < Self.Items (Result).Priority then
                  Result := Index;
               end if;
            end loop;
         when QoS.Deadline =>
            Result := Earliest (Self);
      end case;
      return Result;
   end Victim;

   -----------
   -- First --
   -----------

   function First (Self : Queue) return Positive is
      Result : Positive := 1;
   begin
      case Self.Properties.Order is
         when QoS.Any | QoS.Fifo =>
            null;
         when QoS.Priority =>
            for Index in 2 .. Self.Items.Last_Index loop
               if Self.Items (Index).Priority > Self.Items (Result).Priority then
                  Result := Index;
               end if;
            end loop;
         when QoS.Deadline =>
            Result := Earliest (Self);
      end case;
      return Result;
   end First;

   -----------
   -- Offer --
   -----------

   procedure Offer
     (Self : in out Queue; Item : Events.Event; Now : Kit.Clock.Nanoseconds)
   is
      Span_Ms : constant Natural :=
        (if Item.Timeout_Ms > 0 then Item.Timeout_Ms else Self.Properties.Timeout_Ms);
      Added   : Held :=
        (Text     => Item.Text,
         Priority =>
           (if Item.Has_Priority then Item.Priority else Self.Properties.Priority),
         others   => <>);
   begin
      Forget_Late (Self, Now);
      if Span_Ms > 0 then
         Added.Deadline := Now + Kit.Clock.Nanoseconds (Span_Ms) * Kit.Clock.Ns_Per_Ms;
      end if;
      Self.Items.Append (Added);
      Self.Bytes := Self.Bytes + Ada.Strings.Unbounded.Length (Added.Text);
      while Self.Items.Last_Index > Self.Properties.Most or else Self.Bytes > Max_Bytes loop
         Remove (Self, Victim (Self));
         Self.Dropped := Self.Dropped + 1;
      end loop;
   end Offer;

   ----------
   -- Take --
   ----------

   procedure Take
     (Self  : in out Queue;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Unbounded_String;
      Found : out Boolean)
   is
      Index : Positive;
   begin
      Forget_Late (Self, Now);
      Found := not Self.Items.Is_Empty;
      Text  := Null_Unbounded_String;
      if Found then
         Index := First (Self);
         Text  := Self.Items (Index).Text;
         Remove (Self, Index);
      end if;
   end Take;

   function Length (Self : Queue) return Natural is (Natural (Self.Items.Length));
   function Properties (Self : Queue) return QoS.Properties is (Self.Properties);
   function Dropped (Self : Queue) return Natural is (Self.Dropped);
   function Expired (Self : Queue) return Natural is (Self.Expired);

end Notification_Service.Queues;
