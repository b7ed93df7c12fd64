package body Interface_Repository.Tokens.Literals is

   --  16 for what is no digit at all.
   function Digit_Value (Item : Character) return Natural is
     (case Item is
         when '0' .. '9' => Character'Pos (Item) - Character'Pos ('0'),
         when 'a' .. 'f' => Character'Pos (Item) - Character'Pos ('a') + 10,
         when 'A' .. 'F' => Character'Pos (Item) - Character'Pos ('A') + 10,
         when others     => 16);

   function Number (Text : String; Base : Positive; At_Place : Place)
      return Long_Long_Integer;

   ------------
   -- Number --
   ------------

   function Number (Text : String; Base : Positive; At_Place : Place)
      return Long_Long_Integer is
   begin
      return Result : Long_Long_Integer := 0 do
         for Item of Text loop
            if Digit_Value (Item) >= Base then
               Fail (At_Place, "a malformed number");
            end if;
            Result := Result * Long_Long_Integer (Base)
              + Long_Long_Integer (Digit_Value (Item));
         end loop;
      end return;
   exception
      when Constraint_Error =>
         Fail (At_Place, "a number that is larger than a long long");
   end Number;

   -----------------
   -- Whole_Value --
   -----------------

   function Whole_Value (Spelling : String; At_Place : Place) return Long_Long_Integer is
      First : constant Positive := Spelling'First;
   begin
      if Spelling'Length > 1 and then Spelling (First + 1) in 'x' | 'X' then
         if Spelling'Length = 2 then
            Fail (At_Place, "a malformed number");
         end if;
         return Number (Spelling (First + 2 .. Spelling'Last), 16, At_Place);
      end if;
      return Number (Spelling, (if Spelling (First) = '0' then 8 else 10), At_Place);
   end Whole_Value;

   ----------------
   -- Real_Value --
   ----------------

   function Real_Value (Spelling : String; At_Place : Place) return Long_Float is
      Result : Long_Float;

      --  Ada wants digits on both sides of the point.
      function In_Ada return String;

      function In_Ada return String is
      begin
         for Index in Spelling'Range loop
            if Spelling (Index) = '.' then
               return '0' & Spelling (Spelling'First .. Index)
                 & (if Index < Spelling'Last and then Spelling (Index + 1) in '0' .. '9'
                    then "" else "0")
                 & Spelling (Index + 1 .. Spelling'Last);
            end if;
         end loop;
         return Spelling;
      end In_Ada;

   begin
      Result := Long_Float'Value (In_Ada);
      if not (Result <= Long_Float'Last) then
         Fail (At_Place, "a number that is larger than a double");
      end if;
      return Result;
   exception
      when Constraint_Error =>
         Fail (At_Place, "a malformed number");
   end Real_Value;

   ---------------
   -- Unescaped --
   ---------------

   function Unescaped (Quoted : String; At_Place : Place) return String is
      Result : String (1 .. Quoted'Length);
      Last   : Natural  := 0;
      Index  : Positive := Quoted'First;
      Code   : Natural;

      --  Up to Most digits of the base from Index on.
      procedure Take_Code (Base, Most : Positive);

      procedure Take_Code (Base, Most : Positive) is
         Start : constant Positive := Index;
      begin
         Code := 0;
         while Index <= Quoted'Last and then Index < Start + Most
           and then Digit_Value (Quoted (Index)) < Base
         loop
            Code  := Code * Base + Digit_Value (Quoted (Index));
            Index := Index + 1;
         end loop;
         if Index = Start or else Code not in 1 .. 255 then
            Fail (At_Place, "a malformed escape");
         end if;
      end Take_Code;

   begin
      while Index <= Quoted'Last loop
         if Quoted (Index) /= '\' then
            Code  := Character'Pos (Quoted (Index));
            Index := Index + 1;
         else
            Index := Index + 2;
            case Quoted (Index - 1) is
               when 'n' => Code := 10;
               when 't' => Code := 9;
               when 'v' => Code := 11;
               when 'b' => Code := 8;
               when 'r' => Code := 13;
               when 'f' => Code := 12;
               when 'a' => Code := 7;
               when '\' | '?' | ''' | '"' => Code := Character'Pos (Quoted (Index - 1));
               when 'x' => Take_Code (16, 2);
               when '0' .. '7' =>
                  Index := Index - 1;
                  Take_Code (8, 3);
               when others => Fail (At_Place, "a malformed escape");
            end case;
         end if;
         Last := Last + 1;
         Result (Last) := Character'Val (Code);
      end loop;
      return Result (1 .. Last);
   end Unescaped;

end Interface_Repository.Tokens.Literals;
