with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Ada.Unchecked_Conversion;
with GIOP_Protocol.Faults;

package body GIOP_Protocol.Values.Numbers is

   use Ada.Strings.Fixed;
   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;
   use type Kit.JSON.Value;

   function To_Bits is new Ada.Unchecked_Conversion (Long_Long_Integer, Unsigned_64);
   function To_Whole is new Ada.Unchecked_Conversion (Unsigned_64, Long_Long_Integer);

   function To_Real is new Ada.Unchecked_Conversion (Unsigned_64, Long_Float);

   Infinity : constant Long_Float := To_Real (16#7FF0_0000_0000_0000#);
   NaN      : constant Long_Float := To_Real (16#7FF8_0000_0000_0000#);

   ---------
   -- Low --
   ---------

   function Low (Kind : Integers) return Long_Long_Integer is
     (case Kind is
         when Short     => -2**15,
         when Long      => -2**31,
         when Long_Long => Long_Long_Integer'First,
         when others    => 0);

   function High (Kind : Integers) return Long_Long_Integer is
     (case Kind is
         when Octet          => 2**8 - 1,
         when Short          => 2**15 - 1,
         when Unsigned_Short => 2**16 - 1,
         when Long           => 2**31 - 1,
         when Unsigned_Long  => 2**32 - 1,
         when others         => Long_Long_Integer'Last);

   function Bits (Item : Long_Long_Integer) return Unsigned_64 is (To_Bits (Item));
   function Whole_Of (Item : Unsigned_64) return Long_Long_Integer is (To_Whole (Item));

   ------------
   -- Signed --
   ------------

   function Signed
     (Item : Unsigned_64; Width : Positive; Kind : Integers) return Long_Long_Integer is
     (if Low (Kind) < 0 and then Item >= 2**(Width - 1)
      then To_Whole (Item) - 2**Width
      else To_Whole (Item));

   --------------
   -- Unsigned --
   --------------

   function Unsigned (Item : Kit.JSON.Value; Place : String) return Unsigned_64 is
      Result : Unsigned_64 := 0;
   begin
      if Kit.JSON.Kind (Item) = Integer_Value and then Kit.JSON.As_Integer (Item) >= 0 then
         return To_Bits (Kit.JSON.As_Integer (Item));
      elsif Kit.JSON.Kind (Item) = String_Value
        and then Kit.JSON.As_String (Item)'Length in 1 .. 20
        and then (for all Part of Kit.JSON.As_String (Item) => Part in '0' .. '9')
      then
         for Part of Kit.JSON.As_String (Item) loop
            declare
               Digit : constant Unsigned_64 := Character'Pos (Part) - Character'Pos ('0');
            begin
               if Result > (Unsigned_64'Last - Digit) / 10 then
                  Faults.Refuse (Place, "is out of the type's range");
               end if;
               Result := Result * 10 + Digit;
            end;
         end loop;
         return Result;
      end if;
      Faults.Refuse (Place, "must be a number that is not negative, or its digits");
   end Unsigned;

   --------------------
   -- Unsigned_Image --
   --------------------

   function Unsigned_Image (Item : Unsigned_64) return Kit.JSON.Value is
     (if Item < 2**63 then +To_Whole (Item)
      else +Trim (Item'Image, Ada.Strings.Left));

   ----------
   -- Real --
   ----------

   function Real (Item : Kit.JSON.Value; Place : String) return Long_Float is
   begin
      if Kit.JSON.Kind (Item) in Integer_Value | Float_Value then
         return Kit.JSON.As_Float (Item);
      elsif Kit.JSON.Kind (Item) = String_Value then
         if Kit.JSON.As_String (Item) = "NaN" then
            return NaN;
         elsif Kit.JSON.As_String (Item) = "Infinity" then
            return Infinity;
         elsif Kit.JSON.As_String (Item) = "-Infinity" then
            return -Infinity;
         end if;
      end if;
      Faults.Refuse (Place, "must be a number, ""NaN"", ""Infinity"" or ""-Infinity""");
   end Real;

   ------------
   -- Single --
   ------------

   function Single (Item : Long_Float; Place : String) return IEEE_Float_32 is
   begin
      if abs Item > Long_Float (IEEE_Float_32'Last) and then abs Item <= Long_Float'Last then
         Faults.Refuse (Place, "is out of the type's range");
      end if;
      return IEEE_Float_32 (Item);
   end Single;

   ----------------
   -- Real_Image --
   ----------------

   function Real_Image (Item : Long_Float) return Kit.JSON.Value is
     (if Item'Valid then +Item
      elsif Item > Long_Float'Last then +"Infinity"
      elsif Item < Long_Float'First then +"-Infinity"
      else +"NaN");

   -------------
   -- Latin_1 --
   -------------

   function Latin_1 (Item : Kit.JSON.Value; Place : String) return Natural is
   begin
      if Kit.JSON.Kind (Item) = String_Value then
         declare
            Text : constant String := Kit.JSON.As_String (Item);
         begin
            if Text'Length = 1 then
               return Character'Pos (Text (Text'First));
            elsif Text'Length = 2
              and then Character'Pos (Text (Text'First)) in 16#C2# .. 16#C3#
            then
               return (Character'Pos (Text (Text'First)) - 16#C0#) * 64
                 + Character'Pos (Text (Text'Last)) - 16#80#;
            end if;
         end;
      end if;
      Faults.Refuse (Place, "must be a string of one character, at most U+00FF");
   end Latin_1;

   -------------------
   -- Latin_1_Image --
   -------------------

   function Latin_1_Image (Item : Natural) return Kit.JSON.Value is
     (if Item < 128 then +(1 => Character'Val (Item))
      else +(Character'Val (16#C0# + Item / 64) & Character'Val (16#80# + Item mod 64)));

   --------------
   -- Label_Of --
   --------------

   function Label_Of
     (Within : Tree; Index : Node_Index; Item : Kit.JSON.Value) return Long_Long_Integer
   is
      Place  : Node_Index := Within.Nodes (Index).First;
      Result : Long_Long_Integer := 0;
   begin
      case Kit.JSON.Kind (Item) is
         when Boolean_Value =>
            return Boolean'Pos (Kit.JSON.As_Boolean (Item));
         when Integer_Value =>
            return Kit.JSON.As_Integer (Item);
         when String_Value =>
            while Place /= 0 loop
               if Within.Nodes (Place).Name = Kit.JSON.As_String (Item) then
                  return Result;
               end if;
               Result := Result + 1;
               Place  := Within.Nodes (Place).Next;
            end loop;
            return -1;
         when others =>
            return -1;
      end case;
   end Label_Of;

   ----------------
   -- Enumerator --
   ----------------

   function Enumerator
     (Within : Tree; Index : Node_Index; Position : Unsigned_32; Offset : Natural)
      return Kit.JSON.Value
   is
      Place : Node_Index := Within.Nodes (Index).First;
      Left  : Unsigned_32 := Position;
   begin
      while Place /= 0 and then Left > 0 loop
         Place := Within.Nodes (Place).Next;
         Left  := Left - 1;
      end loop;
      if Place = 0 then
         Faults.Reject (Offset, "no enumerator has the number" & Position'Image);
      end if;
      return +To_String (Within.Nodes (Place).Name);
   end Enumerator;

   ---------------
   -- Nth_Image --
   ---------------

   function Nth_Image (Nth : Positive) return String is
     ('[' & Trim (Integer'Image (Nth - 1), Ada.Strings.Left) & ']');

end GIOP_Protocol.Values.Numbers;
