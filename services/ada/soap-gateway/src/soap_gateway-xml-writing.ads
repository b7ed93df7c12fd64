--  Text as XML shows it.

with Ada.Strings.Unbounded;

package SOAP_Gateway.XML.Writing is

   use Ada.Strings.Unbounded;

   --  A string that XML cannot carry, such as one with U+0001.
   function Is_Writable (Text : String) return Boolean;

   --  As the text of an element or the value of an attribute: what is read
   --  back is Text. What XML cannot carry becomes a question mark.
   procedure Append_Escaped (To : in out Unbounded_String; Text : String);

   --  <Name>Text</Name>, with Text escaped.
   procedure Append_Element (To : in out Unbounded_String; Name, Text : String);

end SOAP_Gateway.XML.Writing;
