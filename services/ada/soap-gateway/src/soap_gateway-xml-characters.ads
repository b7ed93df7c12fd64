--  Which characters XML 1.0 (fifth edition) allows, and where.

package SOAP_Gateway.XML.Characters is

   type Code_Point is range 0 .. 16#10_FFFF#;

   --  Of the sequence of Size bytes at Text (Index), which is UTF-8.
   function Decoded (Text : String; Index, Size : Positive) return Code_Point;
   function Encoded (Item : Code_Point) return String;

   function Is_Allowed (Item : Code_Point) return Boolean is
     (Item in 16#9# | 16#A# | 16#D# | 16#20# .. 16#D7FF# | 16#E000# .. 16#FFFD#
        | 16#1_0000# .. 16#10_FFFF#);

   --  Colons are no part of such a name.
   function Is_Name_Start (Item : Code_Point) return Boolean is
     (Item in Character'Pos ('A') .. Character'Pos ('Z') | Character'Pos ('_')
        | Character'Pos ('a') .. Character'Pos ('z')
        | 16#C0# .. 16#D6# | 16#D8# .. 16#F6# | 16#F8# .. 16#2FF# | 16#370# .. 16#37D#
        | 16#37F# .. 16#1FFF# | 16#200C# .. 16#200D# | 16#2070# .. 16#218F#
        | 16#2C00# .. 16#2FEF# | 16#3001# .. 16#D7FF# | 16#F900# .. 16#FDCF#
        | 16#FDF0# .. 16#FFFD# | 16#1_0000# .. 16#E_FFFF#);

   function Is_Name_Part (Item : Code_Point) return Boolean is
     (Is_Name_Start (Item)
      or else Item in Character'Pos ('-') | Character'Pos ('.')
        | Character'Pos ('0') .. Character'Pos ('9') | 16#B7# | 16#300# .. 16#36F#
        | 16#203F# .. 16#2040#);

   --  The last byte of the name that starts at Text (Index); Index - 1 when
   --  none does. Text is UTF-8.
   function Name_Last (Text : String; Index : Positive) return Natural;

   function Is_Name (Text : String) return Boolean is
     (Text /= "" and then Name_Last (Text, Text'First) = Text'Last);

   --  The first byte that is no UTF-8 or no character of XML; 0 when all are.
   function First_Wrong (Text : String) return Natural;

end SOAP_Gateway.XML.Characters;
