--  /v1/channels/{channel}/suppliers and /events: connect, push, disconnect.

private package Event_Service.Web.Suppliers is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Event_Service.Web.Suppliers;
