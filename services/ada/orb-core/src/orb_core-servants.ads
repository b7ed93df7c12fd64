--  What incarnates an object. The dispatcher makes sure that one request at a
--  time reaches a servant, with arguments that fit the operation.

with Ada.Unchecked_Deallocation;
with Kit.JSON;
with Orb_Core.Signatures;

package Orb_Core.Servants is

   type Servant is abstract tagged limited null record;

   type Servant_Access is access Servant'Class;

   --  IDL:polyorb/Counter:1.0
   function Interface_Id (Self : Servant) return String is abstract;

   function Operations (Self : Servant) return Signatures.Operation_List is abstract;

   --  Arguments are those of Signatures.Bound. Result stays null where the
   --  operation gives none.
   procedure Invoke
     (Self      : in out Servant;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value) is abstract;

   procedure Free is new Ada.Unchecked_Deallocation (Servant'Class, Servant_Access);

   --  An exception that the interface declares; made with Throw_User.
   User_Exception : exception;

   procedure Throw_User (Repository_Id, Reason : String)
     with No_Return;

   --  The parts of User_Exception's message.
   procedure Split_User (Message : String; Id_Last, Reason_First : out Natural);

   --  Argument number Index, for the bodies of servants.
   function Text (Arguments : Kit.JSON.Value; Index : Positive) return String is
     (Kit.JSON.As_String (Kit.JSON.Element (Arguments, Index)));
   function Number (Arguments : Kit.JSON.Value; Index : Positive) return Long_Float is
     (Kit.JSON.As_Float (Kit.JSON.Element (Arguments, Index)));
   function Whole (Arguments : Kit.JSON.Value; Index : Positive) return Long_Long_Integer is
     (Kit.JSON.As_Integer (Kit.JSON.Element (Arguments, Index)));

end Orb_Core.Servants;
