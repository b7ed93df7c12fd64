--  Exceptions of CosNaming and CORBA as answers.

with Corba.System_Exceptions;

private package Naming_Service.Web.Exceptions is

   procedure Answer (Response : in out Kit.HTTP.Response; Result : Outcomes.Outcome);

   procedure Answer_System
     (Response   : in out Kit.HTTP.Response;
      Occurrence : Corba.System_Exceptions.Occurrence);

end Naming_Service.Web.Exceptions;
