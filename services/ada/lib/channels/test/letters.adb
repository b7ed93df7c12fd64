package body Letters is

   use Ada.Strings.Unbounded;

   procedure Start (Self : in out Store; Role : Roles; As : Character) is
   begin
      Self := (Own => (if Role = Reader then As else '-'), others => <>);
   end Start;

   procedure Clear (Self : in out Store) is
   begin
      Self := (others => <>);
   end Clear;

   procedure Put (Self : in out Store; Item : Character; Is_Wanted : out Boolean) is
   begin
      Is_Wanted := Item /= Self.Own;
      if Is_Wanted then
         Append (Self.Held, Item);
      end if;
   end Put;

   procedure Get
     (Self  : in out Store;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Unbounded_String;
      Found : out Boolean)
   is
      pragma Unreferenced (Now);
   begin
      Found := Length (Self) > 0;
      Text  := Head (Self.Held, (if Found then 1 else 0));
      Delete (Self.Held, 1, (if Found then 1 else 0));
   end Get;

   procedure Count (Self : in out Store; Pushed : Natural) is
   begin
      Self.Pushed := Self.Pushed + Pushed;
   end Count;

end Letters;
