with Kit.Posix;

package body Kit.Traces is

   subtype Hex_Digit is Character
     with Static_Predicate => Hex_Digit in '0' .. '9' | 'a' .. 'f';

   --  Longer ones are dropped, as the standard allows.
   Max_State : constant := 512;

   function Random_Hex (Count : Positive) return String;
   function Is_Id (Text : String) return Boolean is
     ((for all Item of Text => Item in Hex_Digit)
      and then (for some Item of Text => Item /= '0'));

   ----------------
   -- Random_Hex --
   ----------------

   function Random_Hex (Count : Positive) return String is
      Letters : constant String := "0123456789abcdef";
      Bytes   : String (1 .. Count);
   begin
      Kit.Posix.Fill_Random (Bytes);
      for Item of Bytes loop
         Item := Letters (Character'Pos (Item) mod 16 + 1);
      end loop;
      return Bytes;
   end Random_Hex;

   --------------
   -- Is_Valid --
   --------------

   function Is_Valid (Parent : String) return Boolean is
      Text : constant String (1 .. Parent'Length) := Parent;
   begin
      return Text'Length >= 55
        and then (for all Item of Text (1 .. 2) => Item in Hex_Digit)
        and then Text (1 .. 2) /= "ff"
        and then (Text'Length = 55 or else (Text (1 .. 2) /= "00" and then Text (56) = '-'))
        and then Text (3) = '-'
        and then Is_Id (Text (4 .. 35))
        and then Text (36) = '-'
        and then Is_Id (Text (37 .. 52))
        and then Text (53) = '-'
        and then (for all Item of Text (54 .. 55) => Item in Hex_Digit);
   end Is_Valid;

   --------------
   -- Continue --
   --------------

   function Continue
     (Parent : String; State : String := ""; Timeout : String := "") return Context
   is
      Text   : constant String (1 .. Parent'Length) := Parent;
      Result : Context;
   begin
      Result.Span := Random_Hex (Span_Id'Length);
      if Is_Valid (Parent) then
         Result.Trace := Text (4 .. 35);
         Result.Flags := Text (54 .. 55);
         if State'Length in 1 .. Max_State then
            Result.State := Ada.Strings.Unbounded.To_Unbounded_String (State);
         end if;
      else
         Result.Trace := Random_Hex (Trace_Id'Length);
      end if;
      if Timeout'Length in 1 .. 6 and then (for all Item of Timeout => Item in '0' .. '9') then
         Result.Expires := Kit.Clock.Monotonic
           + Kit.Clock.Nanoseconds'Value (Timeout) * Kit.Clock.Ns_Per_Ms;
      end if;
      return Result;
   end Continue;

end Kit.Traces;
