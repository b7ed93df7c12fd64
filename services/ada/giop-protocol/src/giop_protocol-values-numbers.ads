--  Numbers, characters and labels between JSON and bits.

with Interfaces;

private package GIOP_Protocol.Values.Numbers is

   use GIOP_Protocol.Types;
   use Interfaces;

   --  Of the integer kinds; of an ulonglong what JSON numbers reach.
   function Low (Kind : Integers) return Long_Long_Integer;
   function High (Kind : Integers) return Long_Long_Integer;

   function Bits (Item : Long_Long_Integer) return Unsigned_64;
   function Whole_Of (Item : Unsigned_64) return Long_Long_Integer;

   --  The lower Width bits as a number of that kind.
   function Signed
     (Item : Unsigned_64; Width : Positive; Kind : Integers) return Long_Long_Integer;

   function Unsigned (Item : Kit.JSON.Value; Place : String) return Unsigned_64;
   function Unsigned_Image (Item : Unsigned_64) return Kit.JSON.Value;

   function Real (Item : Kit.JSON.Value; Place : String) return Long_Float;
   function Single (Item : Long_Float; Place : String) return IEEE_Float_32;
   function Real_Image (Item : Long_Float) return Kit.JSON.Value;

   --  The octet of a character; JSON has it as UTF-8.
   function Latin_1 (Item : Kit.JSON.Value; Place : String) return Natural;
   function Latin_1_Image (Item : Natural) return Kit.JSON.Value;

   --  What a discriminator of the type Index stands for; negative for no
   --  enumerator of that name.
   function Label_Of
     (Within : Tree; Index : Node_Index; Item : Kit.JSON.Value) return Long_Long_Integer;

   function Enumerator
     (Within : Tree; Index : Node_Index; Position : Unsigned_32; Offset : Natural)
      return Kit.JSON.Value;

   --  "[0]" of the first one.
   function Nth_Image (Nth : Positive) return String;

end GIOP_Protocol.Values.Numbers;
