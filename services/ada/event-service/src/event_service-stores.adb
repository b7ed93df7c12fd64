package body Event_Service.Stores is

   procedure Start (Self : in out Store; Role : Roles; As : Buffers.Limits) is
   begin
      Self.Role   := Role;
      Self.Pushed := 0;
      Buffers.Start (Self.Held, As);
   end Start;

   procedure Clear (Self : in out Store) is
   begin
      Buffers.Start (Self.Held, Buffers.Default_Events);
   end Clear;

   ---------
   -- Put --
   ---------

   procedure Put (Self : in out Store; Item : Events.Event; Is_Wanted : out Boolean) is
   begin
      Is_Wanted := Self.Role = Consumer;
      if Is_Wanted then
         Buffers.Put (Self.Held, Item.Text);
      end if;
   end Put;

   ---------
   -- Get --
   ---------

   procedure Get
     (Self  : in out Store;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Ada.Strings.Unbounded.Unbounded_String;
      Found : out Boolean)
   is
      pragma Unreferenced (Now);
   begin
      Buffers.Get (Self.Held, Text, Found);
   end Get;

   procedure Count (Self : in out Store; Pushed : Natural) is
   begin
      Self.Pushed := Self.Pushed + Long_Long_Integer (Pushed);
   end Count;

   function Length (Self : Store) return Natural is (Buffers.Length (Self.Held));

   function Losses (Self : Store) return String is
     ("""dropped"":" & Natural'Image (Buffers.Dropped (Self.Held)));

   -----------
   -- Image --
   -----------

   function Image (Self : Store) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      case Self.Role is
         when Supplier =>
            Kit.JSON.Add (Result, "pushed", Self.Pushed);
         when Consumer =>
            Kit.JSON.Add (Result, "limit", Long_Long_Integer (Buffers.Limit (Self.Held)));
            Kit.JSON.Add (Result, "held", Long_Long_Integer (Buffers.Length (Self.Held)));
            Kit.JSON.Add (Result, "dropped", Long_Long_Integer (Buffers.Dropped (Self.Held)));
      end case;
      return Result;
   end Image;

end Event_Service.Stores;
