with Ada.Strings.Fixed;

package body Orb_Core.Servants is

   ----------------
   -- Throw_User --
   ----------------

   procedure Throw_User (Repository_Id, Reason : String) is
   begin
      raise User_Exception with Repository_Id & ' ' & Reason;
   end Throw_User;

   ----------------
   -- Split_User --
   ----------------

   procedure Split_User (Message : String; Id_Last, Reason_First : out Natural) is
      Blank : constant Natural := Ada.Strings.Fixed.Index (Message, " ");
   begin
      Id_Last      := Blank - 1;
      Reason_First := Blank + 1;
   end Split_User;

end Orb_Core.Servants;
