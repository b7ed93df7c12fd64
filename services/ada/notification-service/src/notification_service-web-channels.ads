--  /v1/channels: make, look at, remove, and push events.

private package Notification_Service.Web.Channels is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Notification_Service.Web.Channels;
