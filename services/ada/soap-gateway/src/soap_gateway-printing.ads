--  JSON to envelopes.

with Ada.Strings.Unbounded;
with Kit.JSON;
with SOAP_Gateway.Faults;

package SOAP_Gateway.Printing is

   use Ada.Strings.Unbounded;

   --  What cannot be said in SOAP; the message names the place.
   Unfit : exception;

   --  Content is an object with "kind": request, response or fault, as
   --  Envelopes.Decoded gives it. Raises Unfit.
   function Encoded (Content : Kit.JSON.Value) return Unbounded_String;

   --  The envelope of a fault that this service found.
   function Encoded (Item : Faults.Fault) return Unbounded_String;

end SOAP_Gateway.Printing;
