--  XML text to documents, within limits: XML 1.0 with namespaces, in UTF-8,
--  without document types, so without any entity but the five.

package SOAP_Gateway.XML.Reading is

   type Limits is record
      Depth        : Positive := 48;
      Elements     : Positive := 20_000;

      --  Of one element; they are compared with each other.
      Attributes   : Positive := 64;

      --  Namespaces declared at one place and around it.
      Declarations : Positive := 64;

      --  Bytes of a name.
      Name         : Positive := 256;

      --  Bytes of a document.
      Size         : Positive := 1_048_576;
   end record;

   --  Raises Malformed for anything that is not exactly one document, for a
   --  document type and past a limit.
   function Parse (Text : String; Within : Limits := (others => <>)) return Document;

end SOAP_Gateway.XML.Reading;
