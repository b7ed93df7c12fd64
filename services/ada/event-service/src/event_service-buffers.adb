package body Event_Service.Buffers is

   use Ada.Strings.Unbounded;

   procedure Remove_First (Self : in out Buffer);

   -----------
   -- Start --
   -----------

   procedure Start (Self : in out Buffer; Limit : Limits) is
   begin
      Self := (Most => Limit, others => <>);
   end Start;

   ------------------
   -- Remove_First --
   ------------------

   procedure Remove_First (Self : in out Buffer) is
   begin
      Self.Bytes := Self.Bytes - Ada.Strings.Unbounded.Length (Self.Items.First_Element);
      Self.Items.Delete_First;
   end Remove_First;

   ---------
   -- Put --
   ---------

   procedure Put (Self : in out Buffer; Text : Unbounded_String) is
   begin
      Self.Items.Append (Text);
      Self.Bytes := Self.Bytes + Ada.Strings.Unbounded.Length (Text);
      while Self.Items.Last_Index > Self.Most or else Self.Bytes > Max_Bytes loop
         Remove_First (Self);
         Self.Dropped := Self.Dropped + 1;
      end loop;
   end Put;

   ---------
   -- Get --
   ---------

   procedure Get (Self : in out Buffer; Text : out Unbounded_String; Found : out Boolean) is
   begin
      Found := not Self.Items.Is_Empty;
      Text  := Null_Unbounded_String;
      if Found then
         Text := Self.Items.First_Element;
         Remove_First (Self);
      end if;
   end Get;

   function Length (Self : Buffer) return Natural is (Natural (Self.Items.Length));
   function Limit (Self : Buffer) return Limits is (Self.Most);
   function Dropped (Self : Buffer) return Natural is (Self.Dropped);

end Event_Service.Buffers;
