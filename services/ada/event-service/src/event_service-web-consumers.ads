--  /v1/channels/{channel}/consumers: connect, pull, disconnect.

private package Event_Service.Web.Consumers is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Event_Service.Web.Consumers;
