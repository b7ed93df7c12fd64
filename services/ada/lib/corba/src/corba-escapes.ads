--  Octets as %hh, as in object keys and names of URLs.

package Corba.Escapes is

   --  Any octet but letters, digits and - _ . ~ becomes %hh, in lower case.
   function Escaped (Text : String) return String;

   Cut_Off : exception;

   --  Raises Cut_Off where the text ends within an escape, and Octets.Not_Hex
   --  where one is not two hexadecimal digits.
   function Unescaped (Text : String) return String;

end Corba.Escapes;
