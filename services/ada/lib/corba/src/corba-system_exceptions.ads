--  CORBA's system exceptions: raised anywhere, answered as HTTP at the edge.

with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Interfaces;
with Kit.JSON;

package Corba.System_Exceptions is

   type Kinds is
     (Unknown, Bad_Param, Comm_Failure, Inv_Objref, No_Permission, Internal, Marshal,
      No_Implement, Bad_Operation, No_Resources, Imp_Limit, Bad_Inv_Order, Transient,
      Obj_Adapter, Data_Conversion, Object_Not_Exist, Timeout);

   type Completions is (Completed_Yes, Completed_No, Completed_Maybe);

   subtype Minor_Code is Interfaces.Unsigned_32;

   --  Minor codes come in sets: the upper 20 bits name who defined them.
   OMG_Set     : constant Minor_Code := 16#4F4D_0000#;
   Polyorb_Set : constant Minor_Code := 16#504F_0000#;

   type Occurrence is record
      Kind      : Kinds := Unknown;
      Minor     : Minor_Code := 0;
      Completed : Completions := Completed_No;
      Reason    : Ada.Strings.Unbounded.Unbounded_String;
   end record;

   Raised : exception;

   procedure Throw
     (Kind      : Kinds;
      Minor     : Minor_Code;
      Reason    : String;
      Completed : Completions := Completed_No)
     with No_Return;

   --  What Throw put into Raised; Unknown for any other exception.
   function Caught (Error : Ada.Exceptions.Exception_Occurrence) return Occurrence;

   --  OBJECT_NOT_EXIST
   function Name (Kind : Kinds) return String;

   --  IDL:omg.org/CORBA/OBJECT_NOT_EXIST:1.0
   function Repository_Id (Kind : Kinds) return String is
     ("IDL:omg.org/CORBA/" & Name (Kind) & ":1.0");

   function HTTP_Status (Kind : Kinds) return Positive;

   --  {"name", "id", "minor", "completed", "reason"}
   function Image (Item : Occurrence) return Kit.JSON.Value;

end Corba.System_Exceptions;
