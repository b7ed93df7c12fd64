--  Exceptions of CosNaming and CORBA as answers.

private package Naming_Service.Web.Exceptions is

   procedure Answer (Response : in out Kit.HTTP.Response; Result : Outcomes.Outcome);

end Naming_Service.Web.Exceptions;
