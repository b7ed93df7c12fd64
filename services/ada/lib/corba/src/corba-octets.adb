package body Corba.Octets is

   function Digit (Item : Character) return Natural;

   ------------
   -- To_Hex --
   ------------

   function To_Hex (Octets : String) return String is
      Letters : constant String := "0123456789abcdef";
      Result  : String (1 .. Octets'Length * 2);
      Last    : Natural := 0;
   begin
      for Item of Octets loop
         Result (Last + 1) := Letters (Character'Pos (Item) / 16 + 1);
         Result (Last + 2) := Letters (Character'Pos (Item) mod 16 + 1);
         Last := Last + 2;
      end loop;
      return Result;
   end To_Hex;

   -----------
   -- Digit --
   -----------

   function Digit (Item : Character) return Natural is
   begin
      case Item is
         when '0' .. '9' => return Character'Pos (Item) - Character'Pos ('0');
         when 'a' .. 'f' => return Character'Pos (Item) - Character'Pos ('a') + 10;
         when 'A' .. 'F' => return Character'Pos (Item) - Character'Pos ('A') + 10;
         when others     => raise Not_Hex with "not a hexadecimal digit";
      end case;
   end Digit;

   --------------
   -- From_Hex --
   --------------

   function From_Hex (Text : String) return String is
      Result : String (1 .. Text'Length / 2);
   begin
      if Text'Length mod 2 = 1 then
         raise Not_Hex with "an odd number of hexadecimal digits";
      end if;
      for Index in Result'Range loop
         Result (Index) := Character'Val
           (Digit (Text (Text'First + Index * 2 - 2)) * 16
            + Digit (Text (Text'First + Index * 2 - 1)));
      end loop;
      return Result;
   end From_Hex;

end Corba.Octets;
