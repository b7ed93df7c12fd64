--  The entries of an envelope's Header.

with Ada.Strings.Unbounded;
with Kit.JSON;
with SOAP_Gateway.XML;

package SOAP_Gateway.Headers is

   type List is record
      --  Name, namespace, text, mustUnderstand and actor of each.
      Entries : Kit.JSON.Value;

      --  Of the entry target in our namespace.
      Target  : Ada.Strings.Unbounded.Unbounded_String;
   end record;

   --  Header may be None. Raises Faults.Raised: MustUnderstand for an entry
   --  that is for us, must be understood, and is not ours.
   procedure Read (Source : XML.Document; Header : XML.Element; Result : out List);

end SOAP_Gateway.Headers;
