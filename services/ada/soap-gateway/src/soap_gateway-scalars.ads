--  The simple types of XML Schema, as JSON: numbers, booleans, and text for
--  all others.

with Kit.JSON;

package SOAP_Gateway.Scalars is

   --  The text is not of the type; the message says why.
   Unfit : exception;

   --  Type_Name is without prefix.
   function Is_Known (Type_Name : String) return Boolean;

   --  Raises Unfit. Of base64Binary the blanks are taken out.
   function Value (Type_Name, Text : String) return Kit.JSON.Value
     with Pre => Is_Known (Type_Name);

   --  The type that a number, a boolean or a string is written with: int or
   --  long, double, boolean, string.
   function Type_Of (Item : Kit.JSON.Value) return String;

   --  Raises Unfit for what is no scalar, and for a string that XML cannot
   --  carry.
   function Image (Item : Kit.JSON.Value) return String;

end SOAP_Gateway.Scalars;
