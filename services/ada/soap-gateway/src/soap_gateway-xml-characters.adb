with Kit.UTF8;

package body SOAP_Gateway.XML.Characters is

   -------------
   -- Decoded --
   -------------

   function Decoded (Text : String; Index, Size : Positive) return Code_Point is
      Lead   : constant Natural := Character'Pos (Text (Index));
      Result : Natural :=
        (case Size is
            when 1      => Lead,
            when 2      => Lead mod 16#20#,
            when 3      => Lead mod 16#10#,
            when others => Lead mod 16#08#);
   begin
      for Place in Index + 1 .. Index + Size - 1 loop
         Result := Result * 64 + Character'Pos (Text (Place)) mod 64;
      end loop;
      return Code_Point (Result);
   end Decoded;

   -------------
   -- Encoded --
   -------------

   function Encoded (Item : Code_Point) return String is
      Number : constant Natural := Natural (Item);

      function Tail (Shift : Positive) return Character is
        (Character'Val (16#80# + Number / Shift mod 64));
   begin
      if Number < 16#80# then
         return (1 => Character'Val (Number));
      elsif Number < 16#800# then
         return Character'Val (16#C0# + Number / 64) & Tail (1);
      elsif Number < 16#1_0000# then
         return Character'Val (16#E0# + Number / 4_096) & Tail (64) & Tail (1);
      else
         return Character'Val (16#F0# + Number / 262_144) & Tail (4_096) & Tail (64) & Tail (1);
      end if;
   end Encoded;

   ---------------
   -- Name_Last --
   ---------------

   function Name_Last (Text : String; Index : Positive) return Natural is
      Next : Positive := Index;
      Size : Natural;
      Item : Code_Point;
   begin
      while Next <= Text'Last loop
         Size := Kit.UTF8.Sequence_Length (Text, Next);
         exit when Size = 0;
         Item := Decoded (Text, Next, Size);
         exit when not Is_Name_Part (Item)
           or else (Next = Index and then not Is_Name_Start (Item));
         Next := Next + Size;
      end loop;
      return Next - 1;
   end Name_Last;

   -----------------
   -- First_Wrong --
   -----------------

   function First_Wrong (Text : String) return Natural is
      Next : Positive := Text'First;
      Size : Natural;
   begin
      while Next <= Text'Last loop
         Size := Kit.UTF8.Sequence_Length (Text, Next);
         if Size = 0 or else not Is_Allowed (Decoded (Text, Next, Size)) then
            return Next;
         end if;
         Next := Next + Size;
      end loop;
      return 0;
   end First_Wrong;

end SOAP_Gateway.XML.Characters;
