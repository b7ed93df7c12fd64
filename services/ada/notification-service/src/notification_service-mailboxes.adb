with Kit.Clock;
with Notification_Service.Queues;

package body Notification_Service.Mailboxes is

   use Ada.Strings.Unbounded;

   protected type Mailbox is
      procedure Open
        (For_Owner : Owner; Wanted : Filters.Filter; Quality : QoS.Properties);
      procedure Close (For_Owner : Owner);
      procedure Offer (To_Owner : Owner; Item : Events.Event; Wanted : out Boolean);
      procedure Take (For_Owner : Owner; Most : Positive; Result : out Batch);
      function Image (For_Owner : Owner) return Kit.JSON.Value;
      function Last_Seen return Kit.Clock.Nanoseconds;
      entry Wait;
   private
      Whose  : Owner_Id := 0;
      Filter : Filters.Filter;
      Held   : Queues.Queue;
      Seen   : Kit.Clock.Nanoseconds := 0;
   end Mailbox;

   All_Mailboxes : array (Place) of Mailbox;

   -------------
   -- Mailbox --
   -------------

   protected body Mailbox is

      procedure Open
        (For_Owner : Owner; Wanted : Filters.Filter; Quality : QoS.Properties) is
      begin
         Whose  := For_Owner;
         Filter := Wanted;
         Seen   := Kit.Clock.Monotonic;
         Queues.Start (Held, Quality);
      end Open;

      procedure Close (For_Owner : Owner) is
      begin
         if Whose = For_Owner then
            Whose := 0;
            Queues.Start (Held, (others => <>));
         end if;
      end Close;

      procedure Offer (To_Owner : Owner; Item : Events.Event; Wanted : out Boolean) is
      begin
         Wanted := Whose = To_Owner and then Filters.Wants (Filter, Item);
         if Wanted then
            Queues.Offer (Held, Item, Kit.Clock.Monotonic);
         end if;
      end Offer;

      procedure Take (For_Owner : Owner; Most : Positive; Result : out Batch) is
         Text  : Unbounded_String;
         Found : Boolean;
      begin
         Result := (Is_Known => Whose = For_Owner, others => <>);
         if not Result.Is_Known then
            return;
         end if;
         Seen := Kit.Clock.Monotonic;
         while Result.Count < Most loop
            Queues.Take (Held, Seen, Text, Found);
            exit when not Found;
            Append (Result.Text, (if Result.Count > 0 then "," else ""));
            Append (Result.Text, Text);
            Result.Count := Result.Count + 1;
         end loop;
         Result.Left    := Queues.Length (Held);
         Result.Dropped := Queues.Dropped (Held);
         Result.Expired := Queues.Expired (Held);
      end Take;

      function Image (For_Owner : Owner) return Kit.JSON.Value is
         Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      begin
         if Whose /= For_Owner then
            return Kit.JSON.Nothing;
         end if;
         Kit.JSON.Add (Result, "filter", Filters.Image (Filter));
         Kit.JSON.Add (Result, "qos", QoS.Image (Queues.Properties (Held)));
         Kit.JSON.Add (Result, "held", Long_Long_Integer (Queues.Length (Held)));
         Kit.JSON.Add (Result, "dropped", Long_Long_Integer (Queues.Dropped (Held)));
         Kit.JSON.Add (Result, "expired", Long_Long_Integer (Queues.Expired (Held)));
         return Result;
      end Image;

      function Last_Seen return Kit.Clock.Nanoseconds is
        (if Whose = 0 then Kit.Clock.Nanoseconds'Last else Seen);

      entry Wait when Whose = 0 or else Queues.Length (Held) > 0 is
      begin
         null;
      end Wait;

   end Mailbox;

   procedure Open
     (At_Place : Place; For_Owner : Owner; Filter : Filters.Filter; Quality : QoS.Properties)
   is
   begin
      All_Mailboxes (At_Place).Open (For_Owner, Filter, Quality);
   end Open;

   procedure Close (At_Place : Place; For_Owner : Owner) is
   begin
      All_Mailboxes (At_Place).Close (For_Owner);
   end Close;

   procedure Offer
     (At_Place : Place; To_Owner : Owner; Item : Events.Event; Wanted : out Boolean) is
   begin
      All_Mailboxes (At_Place).Offer (To_Owner, Item, Wanted);
   end Offer;

   procedure Take
     (At_Place : Place; For_Owner : Owner; Most : Positive; Result : out Batch) is
   begin
      All_Mailboxes (At_Place).Take (For_Owner, Most, Result);
   end Take;

   ----------
   -- Wait --
   ----------

   procedure Wait (At_Place : Place; Timeout_Ms : Positive) is
   begin
      select
         All_Mailboxes (At_Place).Wait;
      or
         delay Duration (Timeout_Ms) / 1_000;
      end select;
   end Wait;

   function Image (At_Place : Place; For_Owner : Owner) return Kit.JSON.Value is
     (All_Mailboxes (At_Place).Image (For_Owner));

   -------------
   -- Idle_Ms --
   -------------

   function Idle_Ms (At_Place : Place) return Long_Long_Integer is
      Seen : constant Kit.Clock.Nanoseconds := All_Mailboxes (At_Place).Last_Seen;
   begin
      return
        (if Seen = Kit.Clock.Nanoseconds'Last then 0
         else (Kit.Clock.Monotonic - Seen) / Kit.Clock.Ns_Per_Ms);
   end Idle_Ms;

end Notification_Service.Mailboxes;
