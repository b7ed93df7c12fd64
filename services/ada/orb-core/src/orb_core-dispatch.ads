--  A request to an object becomes a call of its servant, and what comes of it
--  a reply.

with Ada.Strings.Unbounded;
with Corba.System_Exceptions;
with Interfaces;
with Kit.JSON;

package Orb_Core.Dispatch is

   use Ada.Strings.Unbounded;

   subtype Request_Id is Interfaces.Unsigned_32;

   type Request is record
      Id        : Request_Id;
      Key       : Unbounded_String;
      Operation : Unbounded_String;

      --  An array, an object by parameter name, or null.
      Arguments : Kit.JSON.Value;
   end record;

   type Reply_Kinds is (No_Exception, User_Exception, System_Exception);

   type Reply (Kind : Reply_Kinds := No_Exception) is record
      Id : Request_Id;
      case Kind is
         when No_Exception =>
            Result : Kit.JSON.Value;
         when User_Exception =>
            Exception_Id : Unbounded_String;
            Reason       : Unbounded_String;
         when System_Exception =>
            Occurrence : Corba.System_Exceptions.Occurrence;
      end case;
   end record;

   --  Never 0; goes round after the last one.
   function Next_Id return Request_Id;

   --  No exception leaves it. Beside those of the interface every object has
   --  the operations _is_a, _interface and _non_existent.
   function Invoke (Item : Request) return Reply;

   --  {"requests", "replies": {"noException", "userException",
   --  "systemException"}, "systemExceptions": {name: count}}
   function Statistics return Kit.JSON.Value;

end Orb_Core.Dispatch;
