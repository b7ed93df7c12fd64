with Kit.Clock;

package body Event_Service.Connections is

   use Ada.Strings.Unbounded;

   protected type Connection is
      procedure Open (For_Owner : Owner; As_Role : Roles; Limit : Buffers.Limits);
      procedure Close (For_Owner : Owner);
      procedure Put (To_Owner : Owner; Text : Unbounded_String);
      procedure Count_Pushed (By_Owner : Owner; Events : Natural);
      procedure Take (For_Owner : Owner; Most : Positive; Result : out Batch);
      function Image (For_Owner : Owner) return Kit.JSON.Value;
      function Last_Seen return Kit.Clock.Nanoseconds;
      entry Wait;
   private
      Whose  : Owner_Id := 0;
      Role   : Roles := Consumer;
      Held   : Buffers.Buffer;
      Pushed : Long_Long_Integer := 0;
      Seen   : Kit.Clock.Nanoseconds := 0;
   end Connection;

   All_Connections : array (Place) of Connection;

   ----------------
   -- Connection --
   ----------------

   protected body Connection is

      procedure Open (For_Owner : Owner; As_Role : Roles; Limit : Buffers.Limits) is
      begin
         Whose  := For_Owner;
         Role   := As_Role;
         Pushed := 0;
         Seen   := Kit.Clock.Monotonic;
         Buffers.Start (Held, Limit);
      end Open;

      procedure Close (For_Owner : Owner) is
      begin
         if Whose = For_Owner then
            Whose := 0;
            Buffers.Start (Held, Buffers.Default_Events);
         end if;
      end Close;

      procedure Put (To_Owner : Owner; Text : Unbounded_String) is
      begin
         if Whose = To_Owner and then Role = Consumer then
            Buffers.Put (Held, Text);
         end if;
      end Put;

      procedure Count_Pushed (By_Owner : Owner; Events : Natural) is
      begin
         if Whose = By_Owner then
            Pushed := Pushed + Long_Long_Integer (Events);
            Seen   := Kit.Clock.Monotonic;
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
            Buffers.Get (Held, Text, Found);
            exit when not Found;
            Append (Result.Text, (if Result.Count > 0 then "," else ""));
            Append (Result.Text, Text);
            Result.Count := Result.Count + 1;
         end loop;
         Result.Left    := Buffers.Length (Held);
         Result.Dropped := Buffers.Dropped (Held);
      end Take;

      function Image (For_Owner : Owner) return Kit.JSON.Value is
         Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      begin
         if Whose /= For_Owner then
            return Kit.JSON.Nothing;
         elsif Role = Supplier then
            Kit.JSON.Add (Result, "pushed", Pushed);
         else
            Kit.JSON.Add (Result, "limit", Long_Long_Integer (Buffers.Limit (Held)));
            Kit.JSON.Add (Result, "held", Long_Long_Integer (Buffers.Length (Held)));
            Kit.JSON.Add (Result, "dropped", Long_Long_Integer (Buffers.Dropped (Held)));
         end if;
         return Result;
      end Image;

      function Last_Seen return Kit.Clock.Nanoseconds is
        (if Whose = 0 then Kit.Clock.Nanoseconds'Last else Seen);

      entry Wait when Whose = 0 or else Buffers.Length (Held) > 0 is
      begin
         null;
      end Wait;

   end Connection;

   procedure Open
     (At_Place : Place; For_Owner : Owner; Role : Roles; Limit : Buffers.Limits) is
   begin
      All_Connections (At_Place).Open (For_Owner, Role, Limit);
   end Open;

   procedure Close (At_Place : Place; For_Owner : Owner) is
   begin
      All_Connections (At_Place).Close (For_Owner);
   end Close;

   procedure Put (At_Place : Place; To_Owner : Owner; Text : Unbounded_String) is
   begin
      All_Connections (At_Place).Put (To_Owner, Text);
   end Put;

   procedure Count_Pushed (At_Place : Place; By_Owner : Owner; Events : Natural) is
   begin
      All_Connections (At_Place).Count_Pushed (By_Owner, Events);
   end Count_Pushed;

   procedure Take
     (At_Place : Place; For_Owner : Owner; Most : Positive; Result : out Batch) is
   begin
      All_Connections (At_Place).Take (For_Owner, Most, Result);
   end Take;

   ----------
   -- Wait --
   ----------

   procedure Wait (At_Place : Place; Timeout_Ms : Positive) is
   begin
      select
         All_Connections (At_Place).Wait;
      or
         delay Duration (Timeout_Ms) / 1_000;
      end select;
   end Wait;

   function Image (At_Place : Place; For_Owner : Owner) return Kit.JSON.Value is
     (All_Connections (At_Place).Image (For_Owner));

   -------------
   -- Idle_Ms --
   -------------

   function Idle_Ms (At_Place : Place) return Long_Long_Integer is
      Seen : constant Kit.Clock.Nanoseconds := All_Connections (At_Place).Last_Seen;
   begin
      return
        (if Seen = Kit.Clock.Nanoseconds'Last then 0
         else (Kit.Clock.Monotonic - Seen) / Kit.Clock.Ns_Per_Ms);
   end Idle_Ms;

end Event_Service.Connections;
