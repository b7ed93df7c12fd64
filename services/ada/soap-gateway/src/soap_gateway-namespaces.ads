--  The namespaces of SOAP 1.1 and of XML Schema.

package SOAP_Gateway.Namespaces is
   pragma Pure;

   Envelope   : constant String := "http://schemas.xmlsoap.org/soap/envelope/";
   Encoding   : constant String := "http://schemas.xmlsoap.org/soap/encoding/";
   Next_Actor : constant String := "http://schemas.xmlsoap.org/soap/actor/next";

   --  Header entries of ours.
   Own        : constant String := "urn:polyorb:soap";

   Types      : constant String := "http://www.w3.org/2001/XMLSchema";
   Instance   : constant String := "http://www.w3.org/2001/XMLSchema-instance";

   --  The note of May 2000 uses the drafts of its time.
   function Is_Types (URI : String) return Boolean is
     (URI in Types | "http://www.w3.org/1999/XMLSchema"
        | "http://www.w3.org/2000/10/XMLSchema");

   type Instance_Names is (Now, In_2000, In_1999);

   function Instance_Of (Name : Instance_Names) return String is
     (case Name is
         when Now     => Instance,
         when In_2000 => "http://www.w3.org/2000/10/XMLSchema-instance",
         when In_1999 => "http://www.w3.org/1999/XMLSchema-instance");

end SOAP_Gateway.Namespaces;
