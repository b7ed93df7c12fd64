--  Values to JSON text, without blanks.

with Ada.Strings.Unbounded;

package Kit.JSON.Printing is

   function Image (Item : Value) return String;

   procedure Append_Image
     (To : in out Ada.Strings.Unbounded.Unbounded_String; Item : Value);

   --  Text with quotes and escapes. Bytes that are not UTF-8 become U+FFFD.
   function Quoted (Text : String) return String;

   --  The shortest decimal that reads back as the same number; infinities and
   --  NaN, which JSON lacks, are null.
   function Image (Number : Long_Float) return String;

end Kit.JSON.Printing;
