--  Octet sequences are kept as strings; this is how they look to people.

package Corba.Octets is
   pragma Pure;

   --  Two lower-case digits an octet.
   function To_Hex (Octets : String) return String;

   Not_Hex : exception;

   --  Either case. Raises Not_Hex with a reason.
   function From_Hex (Text : String) return String;

   function Is_Printable (Octets : String) return Boolean is
     (for all Item of Octets => Item in ' ' .. '~');

end Corba.Octets;
