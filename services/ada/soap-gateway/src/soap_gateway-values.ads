--  Values in the encoding of SOAP 1.1, section 5, as JSON.

with Kit.JSON;
with SOAP_Gateway.XML;

private with Ada.Containers.Indefinite_Hashed_Maps;
private with Ada.Strings.Hash;

package SOAP_Gateway.Values is

   --  Reads values of one document. What is referred to more than once is
   --  read each time, within limits of its own.
   type Reader (Source : not null access constant XML.Document) is limited private;

   --  Collects what can be referred to inside Within. Raises Faults.Raised for
   --  an id that stands twice.
   procedure Find_Ids (Self : in out Reader; Within : XML.Element);

   --  Raises Faults.Raised.
   function Value (Self : in out Reader; Item : XML.Element) return Kit.JSON.Value;

   --  The children of Item by name; Skipped of them, from the first on, are
   --  left out. Raises Faults.Raised.
   function Members
     (Self : in out Reader; Item : XML.Element; Skipped : Natural := 0) return Kit.JSON.Value;

private

   Max_Depth : constant := 48;

   --  Bounds what references can make of a small document.
   Max_Values : constant := 100_000;
   Max_Bytes  : constant := 4_194_304;

   package Id_Maps is new Ada.Containers.Indefinite_Hashed_Maps
     (String, XML.Element, Ada.Strings.Hash, "=");

   type Path is array (1 .. Max_Depth) of XML.Element;

   type Reader (Source : not null access constant XML.Document) is limited record
      Ids    : Id_Maps.Map;
      Values : Natural := 0;
      Bytes  : Natural := 0;

      --  The elements that are being read, from the outermost.
      Open   : Path := (others => XML.None);
      Depth  : Natural := 0;
   end record;

end SOAP_Gateway.Values;
