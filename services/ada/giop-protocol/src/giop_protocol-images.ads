--  Messages as JSON, both ways.

with Kit.JSON;

package GIOP_Protocol.Images is

   --  The octets of what the JSON describes. Raises Faults.Unfit.
   function Encoded (Content : Kit.JSON.Value) return String;

   --  The JSON of a message. Of_Types is null, or an array of the types in the
   --  body, which then must hold exactly these. Raises Faults.Malformed with an
   --  offset, and Faults.Unfit for types that are none.
   function Decoded (Octets : String; Of_Types : Kit.JSON.Value) return Kit.JSON.Value;

end GIOP_Protocol.Images;
