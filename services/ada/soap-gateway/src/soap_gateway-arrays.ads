--  Arrays of SOAP's encoding: what arrayType says of them.

with Ada.Strings.Unbounded;
with Kit.JSON;
with SOAP_Gateway.XML;

package SOAP_Gateway.Arrays is

   --  The array is not as it says; the message says why.
   Unfit : exception;

   Max_Dimensions : constant := 4;

   type Sizes is array (1 .. Max_Dimensions) of Natural;

   type Form is record
      --  The simple type of the items, "" when it is none.
      Item_Type  : Ada.Strings.Unbounded.Unbounded_String;

      --  0 when the size is not said.
      Dimensions : Natural := 0;
      Size       : Sizes   := (others => 0);
   end record;

   function Is_Array (Source : XML.Document; Item : XML.Element) return Boolean;

   --  A struct that says so; without members nothing else tells it from text.
   function Is_Struct (Source : XML.Document; Item : XML.Element) return Boolean;

   --  Raises Unfit.
   function Form_Of (Source : XML.Document; Item : XML.Element) return Form;

   --  The items, which stand in one row, in as many dimensions as the form
   --  has. Raises Unfit when their number is another.
   function Shaped (Items : Kit.JSON.Value; Within : Form) return Kit.JSON.Value;

end SOAP_Gateway.Arrays;
