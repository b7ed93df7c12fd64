--  CDR, CORBA's wire format: numbers in either byte order, aligned from the
--  start of an encapsulation or of a message.

with Ada.Strings.Unbounded;
with Interfaces;

package Corba.CDR is

   type Byte_Orders is (Big_Endian, Little_Endian);

   --  Every Get raises the system exception MARSHAL where the octets end too
   --  early or are not what they must be.

   type Decoder (Size : Natural) is limited private;

   --  Data begins with the octet that tells the byte order.
   function Open (Encapsulation : String) return Decoder;

   --  Of a whole message, from its octet number First on, counted from 0.
   function Open_Message
     (Message : String; Order : Byte_Orders; First : Natural) return Decoder
     with Pre => First <= Message'Length;

   function Order (Self : Decoder) return Byte_Orders;
   function At_End (Self : Decoder) return Boolean;

   --  Of the next octet, counted from 0: after an exception, where it was.
   function Offset (Self : Decoder) return Natural;
   function Octets_Left (Self : Decoder) return Natural;

   --  Skips to a multiple of Width.
   procedure Skip_Padding (Self : in out Decoder; Width : Positive);

   procedure Get_Octet (Self : in out Decoder; Item : out Natural);
   procedure Get_Unsigned_Short (Self : in out Decoder; Item : out Natural);
   procedure Get_Unsigned_Long (Self : in out Decoder; Item : out Interfaces.Unsigned_32);
   procedure Get_Unsigned_Long_Long
     (Self : in out Decoder; Item : out Interfaces.Unsigned_64);

   --  An octet that is 0 or 1.
   procedure Get_Boolean (Self : in out Decoder; Item : out Boolean);

   --  So many octets, as they are.
   function Get_Raw (Self : in out Decoder; Count : Natural) return String;

   --  Without the zero that ends it.
   function Get_String (Self : in out Decoder) return String;

   --  sequence<octet>
   function Get_Octets (Self : in out Decoder) return String;

   --  A number of elements, each of which takes some octets: so many that
   --  they cannot fit in the rest is MARSHAL as well.
   procedure Get_Count
     (Self : in out Decoder; Octets_Each : Positive; Limit : Positive; Item : out Natural);

   type Encoder is limited private;

   --  Begins an encapsulation.
   procedure Start (Self : in out Encoder; Order : Byte_Orders);

   --  Begins a message: nothing is written.
   procedure Start_Message (Self : in out Encoder; Order : Byte_Orders);

   procedure Put_Padding (Self : in out Encoder; Width : Positive);
   procedure Put_Octet (Self : in out Encoder; Item : Natural);
   procedure Put_Unsigned_Short (Self : in out Encoder; Item : Natural);
   procedure Put_Unsigned_Long (Self : in out Encoder; Item : Interfaces.Unsigned_32);
   procedure Put_Unsigned_Long_Long (Self : in out Encoder; Item : Interfaces.Unsigned_64);
   procedure Put_Raw (Self : in out Encoder; Item : String);
   procedure Put_String (Self : in out Encoder; Item : String);
   procedure Put_Octets (Self : in out Encoder; Item : String);

   function Content (Self : Encoder) return String;

private

   type Decoder (Size : Natural) is limited record
      Data     : String (1 .. Size);
      Next     : Positive := 1;
      In_Order : Byte_Orders := Big_Endian;
   end record;

   type Encoder is limited record
      Data     : Ada.Strings.Unbounded.Unbounded_String;
      In_Order : Byte_Orders := Big_Endian;
   end record;

end Corba.CDR;
