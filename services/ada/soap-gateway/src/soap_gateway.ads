--  Root of soap-gateway: SOAP 1.1 envelopes to requests and back, faults.

package SOAP_Gateway is
   pragma Pure;

   Name         : aliased constant String := "soap-gateway";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 8_081;

end SOAP_Gateway;
