--  Stringified references: "IOR:" and the hexadecimal digits of their CDR
--  encapsulation.

with Corba.CDR;
with Corba.References;

package Corba.IOR is

   Prefix : constant String := "IOR:";

   function Is_IOR (Text : String) return Boolean;

   --  Raises BAD_PARAM or INV_OBJREF for text that is no IOR, MARSHAL for
   --  octets that are cut short or malformed.
   function Parse (Text : String) return Corba.References.Reference;

   --  Within other octets, without the octet that tells a byte order.
   procedure Get
     (From : in out Corba.CDR.Decoder; Item : out Corba.References.Reference);
   procedure Put
     (To    : in out Corba.CDR.Encoder;
      Item  : Corba.References.Reference;
      Order : Corba.CDR.Byte_Orders);

   function Image
     (Item  : Corba.References.Reference;
      Order : Corba.CDR.Byte_Orders := Corba.CDR.Big_Endian) return String;

end Corba.IOR;
