package body Kit.UTF8 is

   ---------------------
   -- Sequence_Length --
   ---------------------

   function Sequence_Length (Text : String; Index : Positive) return Natural is
      Lead   : constant Natural := Character'Pos (Text (Index));
      Second : constant Natural :=
        (if Index < Text'Last then Character'Pos (Text (Index + 1)) else 0);
      Size   : constant Natural :=
        (case Lead is
            when 16#00# .. 16#7F# => 1,
            when 16#C2# .. 16#DF# => 2,
            when 16#E0# .. 16#EF# => 3,
            when 16#F0# .. 16#F4# => 4,
            when others           => 0);
   begin
      if Size = 0 or else Text'Last - Index < Size - 1 then
         return 0;
      end if;
      for Place in Index + 1 .. Index + Size - 1 loop
         if Character'Pos (Text (Place)) not in 16#80# .. 16#BF# then
            return 0;
         end if;
      end loop;
      --  Overlong forms, surrogates, and beyond U+10FFFF.
      return
        (if (Lead = 16#E0# and then Second < 16#A0#)
           or else (Lead = 16#ED# and then Second > 16#9F#)
           or else (Lead = 16#F0# and then Second < 16#90#)
           or else (Lead = 16#F4# and then Second > 16#8F#)
         then 0
         else Size);
   end Sequence_Length;

   --------------
   -- Is_Valid --
   --------------

   function Is_Valid (Text : String) return Boolean is
      Index : Positive := Text'First;
      Size  : Natural;
   begin
      while Index <= Text'Last loop
         Size := Sequence_Length (Text, Index);
         if Size = 0 then
            return False;
         end if;
         Index := Index + Size;
      end loop;
      return True;
   end Is_Valid;

   ------------
   -- Length --
   ------------

   function Length (Text : String) return Natural is
      Index  : Positive := Text'First;
      Result : Natural  := 0;
   begin
      while Index <= Text'Last loop
         Index  := Index + Natural'Max (1, Sequence_Length (Text, Index));
         Result := Result + 1;
      end loop;
      return Result;
   end Length;

end Kit.UTF8;
