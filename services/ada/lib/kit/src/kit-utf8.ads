--  What is well-formed UTF-8.

package Kit.UTF8 is
   pragma Pure;

   --  Length of the sequence that starts at Text (Index); 0 when there is
   --  none: a stray byte, an overlong form, a surrogate, beyond U+10FFFF.
   function Sequence_Length (Text : String; Index : Positive) return Natural
     with Pre => Index in Text'Range;

   function Is_Valid (Text : String) return Boolean;

   --  Number of characters; a byte that is not UTF-8 counts as one.
   function Length (Text : String) return Natural;

end Kit.UTF8;
