with Event_Channels.Waiting;
with Kit.HTTP;

package body Event_Channels.Places is

   use Ada.Strings.Unbounded;

   protected type Guarded_Store is
      procedure Open (For_Owner : Owner; Role : Roles; As : Settings);
      procedure Close (For_Owner : Owner);
      procedure Put (To_Owner : Owner; Item : Event; Is_Wanted : out Boolean);
      procedure Count_Pushed (By_Owner : Owner; Events : Natural);
      procedure Take (For_Owner : Owner; Most : Positive; Result : out Batch);
      function Described (For_Owner : Owner) return Kit.JSON.Value;
      function Last_Seen return Kit.Clock.Nanoseconds;
      function Waiters return Natural;
      entry Wait;
   private
      Whose : Owner_Id := 0;
      Held  : Store;
      Seen  : Kit.Clock.Nanoseconds := 0;
   end Guarded_Store;

   Stores : array (Place) of Guarded_Store;

   procedure Wait_There (At_Place : Place; Wait_Ms : Positive);

   -------------------
   -- Guarded_Store --
   -------------------

   protected body Guarded_Store is

      procedure Open (For_Owner : Owner; Role : Roles; As : Settings) is
      begin
         Whose := For_Owner;
         Seen  := Kit.Clock.Monotonic;
         Start (Held, Role, As);
      end Open;

      procedure Close (For_Owner : Owner) is
      begin
         if Whose = For_Owner then
            Whose := 0;
            Clear (Held);
         end if;
      end Close;

      procedure Put (To_Owner : Owner; Item : Event; Is_Wanted : out Boolean) is
      begin
         Is_Wanted := False;
         if Whose = To_Owner then
            Put (Held, Item, Is_Wanted);
         end if;
      end Put;

      procedure Count_Pushed (By_Owner : Owner; Events : Natural) is
      begin
         if Whose = By_Owner then
            Count (Held, Events);
            Seen := Kit.Clock.Monotonic;
         end if;
      end Count_Pushed;

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
            Get (Held, Seen, Text, Found);
            exit when not Found;
            Append (Result.Text, (if Result.Count > 0 then "," else ""));
            Append (Result.Text, Text);
            Result.Count := Result.Count + 1;
         end loop;
         Result.Left   := Length (Held);
         Result.Losses := To_Unbounded_String (Losses (Held));
      end Take;

      function Described (For_Owner : Owner) return Kit.JSON.Value is
        (if Whose = For_Owner then Image (Held) else Kit.JSON.Nothing);

      function Last_Seen return Kit.Clock.Nanoseconds is
        (if Whose = 0 then Kit.Clock.Nanoseconds'Last else Seen);

      function Waiters return Natural is (Wait'Count);

      entry Wait when Whose = 0 or else Length (Held) > 0 is
      begin
         null;
      end Wait;

   end Guarded_Store;

   procedure Open (At_Place : Place; For_Owner : Owner; Role : Roles; As : Settings) is
   begin
      Stores (At_Place).Open (For_Owner, Role, As);
   end Open;

   procedure Close (At_Place : Place; For_Owner : Owner) is
   begin
      Stores (At_Place).Close (For_Owner);
   end Close;

   procedure Put
     (At_Place : Place; To_Owner : Owner; Item : Event; Is_Wanted : out Boolean) is
   begin
      Stores (At_Place).Put (To_Owner, Item, Is_Wanted);
   end Put;

   procedure Count_Pushed (At_Place : Place; By_Owner : Owner; Events : Natural) is
   begin
      Stores (At_Place).Count_Pushed (By_Owner, Events);
   end Count_Pushed;

   ----------------
   -- Wait_There --
   ----------------

   procedure Wait_There (At_Place : Place; Wait_Ms : Positive) is
      Is_Allowed : Boolean;
   begin
      Waiting.Enter (Is_Allowed);
      if not Is_Allowed then
         Kit.HTTP.Refuse
           (503,
            "no more than" & Waiting.Limit'Image & " requests may wait at once; ask again"
            & " later or without waitMs");
      end if;
      select
         Stores (At_Place).Wait;
      or
         delay Duration (Wait_Ms) / 1_000;
      end select;
      Waiting.Leave;
   end Wait_There;

   ----------
   -- Take --
   ----------

   procedure Take
     (At_Place  : Place;
      For_Owner : Owner;
      Most      : Positive;
      Wait_Ms   : Natural;
      Result    : out Batch) is
   begin
      Stores (At_Place).Take (For_Owner, Most, Result);
      if Result.Is_Known and then Result.Count = 0 and then Wait_Ms > 0 then
         Wait_There (At_Place, Wait_Ms);
         Stores (At_Place).Take (For_Owner, Most, Result);
      end if;
   end Take;

   function Waiters (At_Place : Place) return Natural is (Stores (At_Place).Waiters);

   function Image (At_Place : Place; For_Owner : Owner) return Kit.JSON.Value is
     (Stores (At_Place).Described (For_Owner));

   -------------
   -- Idle_Ms --
   -------------

   function Idle_Ms (At_Place : Place) return Long_Long_Integer is
      Seen : constant Kit.Clock.Nanoseconds := Stores (At_Place).Last_Seen;
   begin
      return
        (if Seen = Kit.Clock.Nanoseconds'Last then 0
         else (Kit.Clock.Monotonic - Seen) / Kit.Clock.Ns_Per_Ms);
   end Idle_Ms;

end Event_Channels.Places;
