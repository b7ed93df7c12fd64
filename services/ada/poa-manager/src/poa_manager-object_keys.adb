with Ada.Strings.Fixed;
with Corba.Octets;
with Kit.Posix;

package body POA_Manager.Object_Keys is

   use Ada.Strings.Fixed;

   function New_Life return String;

   --  Any octet but letters, digits and - _ . ~ becomes %hh.
   function Escaped (Id : String) return String;
   function Unescaped (Text : String) return String;

   --------------
   -- New_Life --
   --------------

   function New_Life return String is
      Octets : String (1 .. 4);
   begin
      Kit.Posix.Fill_Random (Octets);
      return Corba.Octets.To_Hex (Octets);
   end New_Life;

   This_Life : constant String := New_Life;

   function Life return String is (This_Life);

   -------------
   -- Escaped --
   -------------

   function Escaped (Id : String) return String is
      Result : Unbounded_String;
   begin
      for Item of Id loop
         if Item in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '-' | '_' | '.' | '~' then
            Append (Result, Item);
         else
            Append (Result, '%' & Corba.Octets.To_Hex ((1 => Item)));
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
            raise Malformed;
         else
            Append (Result, Corba.Octets.From_Hex (Text (Place + 1 .. Place + 2)));
            Place := Place + 3;
         end if;
      end loop;
      return To_String (Result);
   exception
      when Corba.Octets.Not_Hex =>
         raise Malformed;
   end Unescaped;

   function Image (Path, Span, Id : String) return String is
     (Path & '/' & Span & '/' & Escaped (Id));

   -----------
   -- Parse --
   -----------

   function Parse (Key : String) return Parts is
      Last   : constant Natural := Index (Key, "/", Ada.Strings.Backward);
      Middle : constant Natural :=
        (if Last <= Key'First then 0
         else Index (Key (Key'First .. Last - 1), "/", Ada.Strings.Backward));
   begin
      if Middle <= Key'First or else Last = Key'Last then
         raise Malformed;
      end if;
      return
        (Path => To_Unbounded_String (Key (Key'First .. Middle - 1)),
         Span => To_Unbounded_String (Key (Middle + 1 .. Last - 1)),
         Id   => To_Unbounded_String (Unescaped (Key (Last + 1 .. Key'Last))));
   end Parse;

end POA_Manager.Object_Keys;
