--  Base64 for URLs, without filling (RFC 4648, section 5).

package Security_Service.Base64 is
   pragma Pure;

   --  Text holds any bytes.
   function Encoded (Text : String) return String;

   --  Valid is false, and the result "", for anything that Encoded does not
   --  give: each text has one form only.
   procedure Decode (Text : String; Result : out String; Last : out Natural; Valid : out Boolean)
     with Pre => Result'Length >= Text'Length and then Result'First = 1;

end Security_Service.Base64;
