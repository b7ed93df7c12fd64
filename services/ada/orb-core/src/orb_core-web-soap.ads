--  /v1/soap: requests by name in SOAP envelopes.

private package Orb_Core.Web.SOAP is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Orb_Core.Web.SOAP;
