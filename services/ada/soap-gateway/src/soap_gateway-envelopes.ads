--  Envelopes to JSON: requests, responses and faults.

with Kit.JSON;

package SOAP_Gateway.Envelopes is

   type Kinds is (Request, Response);

   --  What the envelope says, with "kind" request, response or fault. Action
   --  is the header field SOAPAction, with or without quotes. Raises
   --  Faults.Raised and nothing else.
   function Decoded (Text : String; As : Kinds := Request; Action : String := "")
      return Kit.JSON.Value;

end SOAP_Gateway.Envelopes;
