--  What several tests need: messages as JSON text and as hexadecimal digits.

package Coding is

   --  Blanks in Hex are left out.
   function Decoded (Hex : String; Types : String := "null") return String;
   function Encoded (JSON : String) return String;

   --  A member of a JSON object, as JSON text.
   function Member (JSON, Name : String) return String;

   --  The decoded message, encoded again, has the same octets.
   procedure Expect_Same (Hex : String; Types : String := "null");

   --  Malformed at that octet.
   procedure Expect_Malformed (Hex : String; Offset : Natural; Types : String := "null");

   --  Unfit, at that place.
   procedure Expect_Unfit (JSON, Place : String);
   procedure Expect_Unfit_Types (Types : String);

   --  The message that carries one value of that type, decoded again.
   function Through (Of_Type, Value, Order : String) return String;

   --  Only the octets of the body.
   function Body_Of (Of_Type, Value, Order : String) return String;

end Coding;
