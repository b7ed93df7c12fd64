--  JSON values in CDR, of a type. Numbers that JSON lacks are strings: "NaN",
--  "Infinity", "-Infinity", and an ulonglong beyond 2^63 in decimal digits.

with Corba.CDR;
with GIOP_Protocol.Types;
with Kit.JSON;

package GIOP_Protocol.Values is

   --  Of one message: decoded values take more memory than their octets.
   Max_Values : constant := 100_000;

   subtype Value_Count is Natural range 0 .. Max_Values;

   --  Raises Faults.Unfit; Place is where Item stands.
   procedure Put
     (To      : in out Corba.CDR.Encoder;
      Of_Type : Types.Tree;
      Item    : Kit.JSON.Value;
      Place   : String);

   --  Raises Faults.Malformed or the system exception MARSHAL.
   procedure Get
     (From    : in out Corba.CDR.Decoder;
      Of_Type : Types.Tree;
      Left    : in out Value_Count;
      Item    : out Kit.JSON.Value);

end GIOP_Protocol.Values;
