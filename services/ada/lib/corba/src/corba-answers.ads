--  System exceptions as answers to requests over HTTP.

with Corba.System_Exceptions;
with Kit.HTTP;

package Corba.Answers is

   --  {"status": "SYSTEM_EXCEPTION", "exception", "error"?}
   procedure Answer
     (Response   : in out Kit.HTTP.Response;
      Occurrence : Corba.System_Exceptions.Occurrence);

end Corba.Answers;
