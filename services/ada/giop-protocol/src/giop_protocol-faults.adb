with Ada.Strings.Fixed;

package body GIOP_Protocol.Faults is

   ------------
   -- Reject --
   ------------

   procedure Reject (Offset : Natural; Reason : String) is
      Image : constant String := Offset'Image;
   begin
      raise Malformed with Image (Image'First + 1 .. Image'Last) & ' ' & Reason;
   end Reject;

   -----------
   -- Split --
   -----------

   procedure Split (Message : String; Offset : out Natural; Reason_First : out Positive) is
      Blank : constant Positive := Ada.Strings.Fixed.Index (Message, " ");
   begin
      Offset       := Natural'Value (Message (Message'First .. Blank - 1));
      Reason_First := Blank + 1;
   end Split;

   ------------
   -- Refuse --
   ------------

   procedure Refuse (Place, Reason : String) is
   begin
      raise Unfit with Place & ' ' & Reason;
   end Refuse;

end GIOP_Protocol.Faults;
