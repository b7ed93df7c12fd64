package body Notification_Service.Stores is

   procedure Describe (Quality : QoS.Properties; Result : in out Kit.JSON.Value) is
   begin
      Kit.JSON.Add (Result, "qos", QoS.Image (Quality));
   end Describe;

   procedure Start (Self : in out Store; Role : Roles; As : Settings) is
      pragma Unreferenced (Role);
   begin
      Self.Filter := As.Filter;
      Queues.Start (Self.Held, As.Quality);
   end Start;

   procedure Clear (Self : in out Store) is
   begin
      Queues.Start (Self.Held, Plain);
   end Clear;

   procedure Put (Self : in out Store; Item : Events.Event; Is_Wanted : out Boolean) is
   begin
      Is_Wanted := Filters.Wants (Self.Filter, Item);
      if Is_Wanted then
         Queues.Offer (Self.Held, Item, Kit.Clock.Monotonic);
      end if;
   end Put;

   procedure Get
     (Self  : in out Store;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Ada.Strings.Unbounded.Unbounded_String;
      Found : out Boolean) is
   begin
      Queues.Take (Self.Held, Now, Text, Found);
   end Get;

   function Length (Self : Store) return Natural is (Queues.Length (Self.Held));

   function Losses (Self : Store) return String is
     ("""dropped"":" & Natural'Image (Queues.Dropped (Self.Held))
      & ",""expired"":" & Natural'Image (Queues.Expired (Self.Held)));

   -----------
   -- Image --
   -----------

   function Image (Self : Store) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "filter", Filters.Image (Self.Filter));
      Kit.JSON.Add (Result, "qos", QoS.Image (Queues.Properties (Self.Held)));
      Kit.JSON.Add (Result, "held", Long_Long_Integer (Queues.Length (Self.Held)));
      Kit.JSON.Add (Result, "dropped", Long_Long_Integer (Queues.Dropped (Self.Held)));
      Kit.JSON.Add (Result, "expired", Long_Long_Integer (Queues.Expired (Self.Held)));
      return Result;
   end Image;

end Notification_Service.Stores;
