--  JSON values in the encoding of SOAP 1.1, section 5.

package SOAP_Gateway.Printing.Values is

   --  An element Name. Place says where Item stands in the content. An object
   --  {"$type": …, "value": …} is a value of that simple type. Raises Unfit.
   procedure Append_Value
     (To : in out Unbounded_String; Name : String; Item : Kit.JSON.Value; Place : String);

   --  An element for each member of an object; nothing for null.
   procedure Append_Members
     (To : in out Unbounded_String; Item : Kit.JSON.Value; Place : String);

end SOAP_Gateway.Printing.Values;
