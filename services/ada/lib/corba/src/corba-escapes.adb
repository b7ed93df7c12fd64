with Ada.Strings.Unbounded;
with Corba.Octets;

package body Corba.Escapes is

   use Ada.Strings.Unbounded;

   -------------
   -- Escaped --
   -------------

   function Escaped (Text : String) return String is
      Result : Unbounded_String;
   begin
      for Item of Text loop
         if Item in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '-' | '_' | '.' | '~' then
            Append (Result, Item);
         else
            Append (Result, '%' & Octets.To_Hex ((1 => Item)));
         end if;
      end loop;
      return To_String (Result);
   end Escaped;

   ---------------
   -- Unescaped --
   ---------------

   function Unescaped (Text : String) return String is
      Result : Unbounded_String;
      Place  : Positive := Text'First;
   begin
      while Place <= Text'Last loop
         if Text (Place) /= '%' then
            Append (Result, Text (Place));
            Place := Place + 1;
         elsif Place + 2 > Text'Last then
            raise Cut_Off with "the text ends within a %-escape";
         else
            Append (Result, Octets.From_Hex (Text (Place + 1 .. Place + 2)));
            Place := Place + 3;
         end if;
      end loop;
      return To_String (Result);
   end Unescaped;

end Corba.Escapes;
