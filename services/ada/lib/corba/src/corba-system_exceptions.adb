with Ada.Characters.Handling;
with Ada.Strings.Fixed;

package body Corba.System_Exceptions is

   use Ada.Strings.Unbounded;
   use type Interfaces.Unsigned_32;

   -----------
   -- Throw --
   -----------

   procedure Throw
     (Kind      : Kinds;
      Minor     : Minor_Code;
      Reason    : String;
      Completed : Completions := Completed_No) is
   begin
      raise Raised with Kind'Image & Minor'Image & ' ' & Completed'Image & ' ' & Reason;
   end Throw;

   ------------
   -- Caught --
   ------------

   function Caught (Error : Ada.Exceptions.Exception_Occurrence) return Occurrence is
      use Ada.Strings.Fixed;
      use type Ada.Exceptions.Exception_Id;

      Message : constant String := Ada.Exceptions.Exception_Message (Error);
      First   : constant Natural := Index (Message, " ");
      Second  : constant Natural := (if First = 0 then 0 else Index (Message, " ", First + 1));
      Third   : constant Natural := (if Second = 0 then 0 else Index (Message, " ", Second + 1));
   begin
      if Ada.Exceptions.Exception_Identity (Error) /= Raised'Identity or else Third = 0 then
         return
           (Kind      => Unknown,
            Minor     => OMG_Set or 1,
            Completed => Completed_Maybe,
            Reason    => To_Unbounded_String (Ada.Exceptions.Exception_Name (Error)));
      end if;
      return
        (Kind      => Kinds'Value (Message (Message'First .. First - 1)),
         Minor     => Minor_Code'Value (Message (First + 1 .. Second - 1)),
         Completed => Completions'Value (Message (Second + 1 .. Third - 1)),
         Reason    => To_Unbounded_String (Message (Third + 1 .. Message'Last)));
   end Caught;

   function Name (Kind : Kinds) return String is
     (Ada.Characters.Handling.To_Upper (Kind'Image));

   -----------------
   -- HTTP_Status --
   -----------------

   function HTTP_Status (Kind : Kinds) return Positive is
     (case Kind is
         when Bad_Param | Inv_Objref | Marshal | Data_Conversion => 400,
         when No_Permission                                      => 403,
         when Object_Not_Exist                                   => 404,
         when Bad_Inv_Order | Obj_Adapter                        => 409,
         when Bad_Operation                                      => 422,
         when Unknown | Internal                                 => 500,
         when No_Implement                                       => 501,
         when Comm_Failure                                       => 502,
         when Transient | No_Resources | Imp_Limit               => 503,
         when Timeout                                            => 504);

   -----------
   -- Image --
   -----------

   function Image (Item : Occurrence) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "name", Name (Item.Kind));
      Kit.JSON.Add (Result, "id", Repository_Id (Item.Kind));
      Kit.JSON.Add (Result, "minor", Long_Long_Integer (Item.Minor));
      Kit.JSON.Add (Result, "completed", Item.Completed'Image);
      Kit.JSON.Add (Result, "reason", To_String (Item.Reason));
      return Result;
   end Image;

end Corba.System_Exceptions;
