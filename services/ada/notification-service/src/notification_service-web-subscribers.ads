--  /v1/channels/{channel}/subscribers: subscribe, fetch events, leave.

private package Notification_Service.Web.Subscribers is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Notification_Service.Web.Subscribers;
