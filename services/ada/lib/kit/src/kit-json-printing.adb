with Interfaces.C;
with Kit.UTF8;
with System;

package body Kit.JSON.Printing is

   use Ada.Strings.Unbounded;

   function C_Gcvt
     (Number : Interfaces.C.double; Count : Interfaces.C.int; Buffer : System.Address)
      return System.Address
     with Import, Convention => C, External_Name => "gcvt";

   function C_Strtod (Text : String; Stop : System.Address) return Interfaces.C.double
     with Import, Convention => C, External_Name => "strtod";

   ------------------
   -- Append_Image --
   ------------------

   procedure Append_Image (To : in out Unbounded_String; Item : Value) is
   begin
      case Kind (Item) is
         when Null_Value =>
            Append (To, "null");
         when Boolean_Value =>
            Append (To, (if As_Boolean (Item) then "true" else "false"));
         when Integer_Value =>
            declare
               Text : constant String := Long_Long_Integer'Image (As_Integer (Item));
            begin
               Append
                 (To, (if Text (Text'First) = ' '
                       then Text (Text'First + 1 .. Text'Last) else Text));
            end;
         when Float_Value =>
            Append (To, Image (As_Float (Item)));
         when String_Value =>
            Append (To, Quoted (As_String (Item)));
         when Array_Value =>
            Append (To, '[');
            for Index in 1 .. Length (Item) loop
               if Index > 1 then
                  Append (To, ',');
               end if;
               Append_Image (To, Element (Item, Index));
            end loop;
            Append (To, ']');
         when Object_Value =>
            Append (To, '{');
            for Index in 1 .. Length (Item) loop
               if Index > 1 then
                  Append (To, ',');
               end if;
               Append (To, Quoted (Name (Item, Index)));
               Append (To, ':');
               Append_Image (To, Element (Item, Index));
            end loop;
            Append (To, '}');
      end case;
   end Append_Image;

   -----------
   -- Image --
   -----------

   function Image (Item : Value) return String is
      Result : Unbounded_String;
   begin
      Append_Image (Result, Item);
      return To_String (Result);
   end Image;

   function Image (Number : Long_Float) return String is
      Buffer  : String (1 .. 64) := (others => ASCII.NUL);
      Ignored : System.Address;
      pragma Unreferenced (Ignored);
      Last    : Natural := 0;
   begin
      if not (abs Number <= Long_Float'Last) then
         return "null";
      end if;
      for Count in 15 .. 17 loop
         Buffer  := (others => ASCII.NUL);
         Ignored := C_Gcvt
           (Interfaces.C.double (Number), Interfaces.C.int (Count), Buffer'Address);
         exit when Long_Float (C_Strtod (Buffer, System.Null_Address)) = Number;
      end loop;
      while Buffer (Last + 1) /= ASCII.NUL loop
         Last := Last + 1;
      end loop;
      --  The reader must see a number with a fraction again.
      if (for all Item of Buffer (1 .. Last) => Item in '0' .. '9' | '-') then
         return Buffer (1 .. Last) & ".0";
      end if;
      return Buffer (1 .. Last);
   end Image;

   ------------
   -- Quoted --
   ------------

   function Quoted (Text : String) return String is
      Result  : Unbounded_String := To_Unbounded_String ("""");
      Hex     : constant String := "0123456789abcdef";
      Index   : Positive := Text'First;
      Size    : Natural;
      Plain   : Positive := Text'First;

      --  Appends what needs no escape, up to before Index.
      procedure Flush;

      procedure Flush is
      begin
         if Index > Plain then
            Append (Result, Text (Plain .. Index - 1));
         end if;
      end Flush;

   begin
      while Index <= Text'Last loop
         Size := UTF8.Sequence_Length (Text, Index);
         if Size = 0 or else Text (Index) in '"' | '\' | ASCII.NUL .. ASCII.US then
            Flush;
            if Size = 0 then
               Append (Result, "\ufffd");
            else
               case Text (Index) is
                  when '"' | '\' => Append (Result, '\' & Text (Index));
                  when ASCII.BS  => Append (Result, "\b");
                  when ASCII.FF  => Append (Result, "\f");
                  when ASCII.LF  => Append (Result, "\n");
                  when ASCII.CR  => Append (Result, "\r");
                  when ASCII.HT  => Append (Result, "\t");
                  when others    =>
                     Append
                       (Result,
                        "\u00" & Hex (Character'Pos (Text (Index)) / 16 + 1)
                        & Hex (Character'Pos (Text (Index)) mod 16 + 1));
               end case;
            end if;
            Index := Index + 1;
            Plain := Index;
         else
            Index := Index + Size;
         end if;
      end loop;
      Flush;
      Append (Result, '"');
      return To_String (Result);
   end Quoted;

end Kit.JSON.Printing;
