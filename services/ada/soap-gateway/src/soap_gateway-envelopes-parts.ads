--  The parts of an envelope, and what must hold for each.

with SOAP_Gateway.Namespaces;
with SOAP_Gateway.XML;

private package SOAP_Gateway.Envelopes.Parts is

   --  All of them raise Faults.Raised.

   procedure Check_Version (Source : XML.Document);

   --  Header and Body; None where the envelope has no Header.
   procedure Find_Parts (Source : XML.Document; Header, Content : out XML.Element);

   --  The encodingStyle in force at Item.
   procedure Check_Encoding (Source : XML.Document; Item : XML.Element);

   --  The one entry of the Body that no other refers to.
   function Entry_Of (Source : XML.Document; Content : XML.Element) return XML.Element;

   procedure Fail (Source : XML.Document; Item : XML.Element; Reason : String)
     with No_Return;

   function Is_Soap (Source : XML.Document; Item : XML.Element; Name : String) return Boolean is
     (XML.Namespace (Source, Item) = Namespaces.Envelope
      and then XML.Name (Source, Item) = Name);

end SOAP_Gateway.Envelopes.Parts;
