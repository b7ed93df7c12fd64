--  Stringified references: "IOR:" and the hexadecimal digits of their CDR
--  encapsulation.

with Orb_Core.CDR;
with Orb_Core.References;

package Orb_Core.IOR is

   Prefix : constant String := "IOR:";

   function Is_IOR (Text : String) return Boolean;

   --  Raises BAD_PARAM or INV_OBJREF for text that is no IOR, MARSHAL for
   --  octets that are cut short or malformed.
   function Parse (Text : String) return Orb_Core.References.Reference;

   function Image
     (Item  : Orb_Core.References.Reference;
      Order : Orb_Core.CDR.Byte_Orders := Orb_Core.CDR.Big_Endian) return String;

end Orb_Core.IOR;
