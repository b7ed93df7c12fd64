--  What may stand before all else in XML text.

private package SOAP_Gateway.XML.Prologs is

   --  Starting at <?xml; checks version and encoding. Raises Malformed.
   procedure Skip_Declaration (Text : String; Next : in out Positive);

end SOAP_Gateway.XML.Prologs;
