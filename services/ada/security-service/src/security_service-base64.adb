package body Security_Service.Base64 is

   Letters : constant String :=
     "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

   --  -1 for what is no letter of it.
   function Value (Letter : Character) return Integer is
     (case Letter is
         when 'A' .. 'Z' => Character'Pos (Letter) - Character'Pos ('A'),
         when 'a' .. 'z' => Character'Pos (Letter) - Character'Pos ('a') + 26,
         when '0' .. '9' => Character'Pos (Letter) - Character'Pos ('0') + 52,
         when '-'        => 62,
         when '_'        => 63,
         when others     => -1);

   -------------
   -- Encoded --
   -------------

   function Encoded (Text : String) return String is
      Result : String (1 .. (Text'Length * 4 + 2) / 3);
      Last   : Natural := 0;
      Bits   : Natural := 0;
      Count  : Natural := 0;
   begin
      for Item of Text loop
         Bits  := Bits * 256 + Character'Pos (Item);
         Count := Count + 8;
         while Count >= 6 loop
            Count := Count - 6;
            Last  := Last + 1;
            Result (Last) := Letters (Bits / 2 ** Count + 1);
            Bits := Bits mod 2 ** Count;
         end loop;
      end loop;
      if Count > 0 then
         Last := Last + 1;
         Result (Last) := Letters (Bits * 2 ** (6 - Count) + 1);
      end if;
      return Result (1 .. Last);
   end Encoded;

   ------------
   -- Decode --
   ------------

   procedure Decode (Text : String; Result : out String; Last : out Natural; Valid : out Boolean)
   is
      Bits  : Natural := 0;
      Count : Natural := 0;
   begin
      Result := (others => ' ');
      Last   := 0;
      Valid  := Text'Length mod 4 /= 1;
      for Letter of Text loop
         if Value (Letter) < 0 then
            Valid := False;
         end if;
         exit when not Valid;
         Bits  := Bits * 64 + Value (Letter);
         Count := Count + 6;
         if Count >= 8 then
            Count := Count - 8;
            Last  := Last + 1;
            Result (Last) := Character'Val (Bits / 2 ** Count);
            Bits := Bits mod 2 ** Count;
         end if;
      end loop;
      --  Bits that no byte holds must be 0, or several texts were one.
      Valid := Valid and then Bits = 0;
      if not Valid then
         Last := 0;
      end if;
   end Decode;

end Security_Service.Base64;
