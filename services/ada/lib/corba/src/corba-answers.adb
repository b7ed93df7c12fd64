with Ada.Strings.Unbounded;
with Kit.JSON;

package body Corba.Answers is

   ------------
   -- Answer --
   ------------

   procedure Answer
     (Response   : in out Kit.HTTP.Response;
      Occurrence : Corba.System_Exceptions.Occurrence)
   is
      Status : constant Positive := Corba.System_Exceptions.HTTP_Status (Occurrence.Kind);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Error  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "status", "SYSTEM_EXCEPTION");
      Kit.JSON.Add (Result, "exception", Corba.System_Exceptions.Image (Occurrence));
      if Status = 503 then
         --  Where the kit of a service that called looks for the reason.
         Kit.JSON.Add (Error, "status", Long_Long_Integer (Status));
         Kit.JSON.Add
           (Error, "reason", Ada.Strings.Unbounded.To_String (Occurrence.Reason));
         Kit.JSON.Add (Result, "error", Error);
      end if;
      Kit.HTTP.Reply (Response, Result, Status);
   end Answer;

end Corba.Answers;
