with Ada.Characters.Handling;
with Ada.Strings.Unbounded;
with Corba.Answers;
with Corba.System_Exceptions;
with Interfaces;

package body Naming_Service.Web.Exceptions is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use all type Outcomes.Kinds;
   use all type Outcomes.Reasons;
   use type Interfaces.Unsigned_32;

   --  Of our own, but for OBJECT_NOT_EXIST: no such object in the adapter.
   Under_Way   : constant Minor_Code := Polyorb_Set or 22;
   Graph_Full  : constant Minor_Code := Polyorb_Set or 23;
   Root_Needed : constant Minor_Code := Polyorb_Set or 24;
   Not_Known   : constant Minor_Code := OMG_Set or 2;

   procedure Answer_System
     (Response : in out Kit.HTTP.Response;
      Kind     : Corba.System_Exceptions.Kinds;
      Minor    : Minor_Code;
      Reason   : String);

   procedure Answer_User
     (Response : in out Kit.HTTP.Response; Status : Positive; Result : Outcomes.Outcome);

   function Name (Kind : Outcomes.Kinds) return String is
     (case Kind is
         when Not_Found      => "NotFound",
         when Cannot_Proceed => "CannotProceed",
         when Already_Bound  => "AlreadyBound",
         when Not_Empty      => "NotEmpty",
         when others         => "InvalidName");

   function Reason (Item : Outcomes.Outcome) return String is
     (case Item.Kind is
         when Not_Found      =>
           (case Item.Why is
               when Missing_Node => "nothing is bound to " & To_String (Item.Rest),
               when Not_Context  => "an object, and no context, stands at "
                                    & To_String (Item.Rest),
               when Not_Object   => "a context, and no object, stands at "
                                    & To_String (Item.Rest)),
         when Cannot_Proceed =>
            "the name goes on at a context that is not here: " & To_String (Item.Context),
         when Already_Bound  => "the name is bound already",
         when Not_Empty      => "the context holds bindings",
         when others         => To_String (Item.Reason));

   -------------------
   -- Answer_System --
   -------------------

   procedure Answer_System
     (Response : in out Kit.HTTP.Response;
      Kind     : Corba.System_Exceptions.Kinds;
      Minor    : Minor_Code;
      Reason   : String) is
   begin
      Corba.Answers.Answer
        (Response, (Kind, Minor, Completed_No, To_Unbounded_String (Reason)));
   end Answer_System;

   -----------------
   -- Answer_User --
   -----------------

   procedure Answer_User
     (Response : in out Kit.HTTP.Response; Status : Positive; Result : Outcomes.Outcome)
   is
      Inner : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Outer : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Inner, "name", Name (Result.Kind));
      Kit.JSON.Add
        (Inner, "id", "IDL:omg.org/CosNaming/NamingContext/" & Name (Result.Kind) & ":1.0");
      if Result.Kind = Not_Found then
         Kit.JSON.Add (Inner, "why", Ada.Characters.Handling.To_Lower (Result.Why'Image));
      elsif Result.Kind = Cannot_Proceed then
         Kit.JSON.Add (Inner, "context", To_String (Result.Context));
      end if;
      if Result.Kind in Not_Found | Cannot_Proceed then
         Kit.JSON.Add (Inner, "restOfName", To_String (Result.Rest));
      end if;
      Kit.JSON.Add (Inner, "reason", Reason (Result));
      Kit.JSON.Add (Outer, "status", "USER_EXCEPTION");
      Kit.JSON.Add (Outer, "exception", Inner);
      Kit.HTTP.Reply (Response, Outer, Status);
   end Answer_User;

   ------------
   -- Answer --
   ------------

   procedure Answer (Response : in out Kit.HTTP.Response; Result : Outcomes.Outcome) is
   begin
      case Result.Kind is
         when Done =>
            null;
         when Not_Found =>
            Answer_User (Response, 404, Result);
         when Invalid_Name =>
            Answer_User (Response, 400, Result);
         when Cannot_Proceed | Already_Bound | Not_Empty =>
            Answer_User (Response, 409, Result);
         when Changing =>
            Answer_System
              (Response, Transient, Under_Way, "another change of this name is under way");
         when Full =>
            Answer_System (Response, Imp_Limit, Graph_Full, "the naming graph is full");
         when No_Context =>
            Answer_System (Response, Object_Not_Exist, Not_Known, "there is no such context");
         when Root_Stays =>
            Answer_System
              (Response, No_Permission, Root_Needed, "the root context cannot be destroyed");
      end case;
   end Answer;

end Naming_Service.Web.Exceptions;
