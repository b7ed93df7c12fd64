--  /v1/channels: make, look at, remove.

private package Event_Service.Web.Channels is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Event_Service.Web.Channels;
