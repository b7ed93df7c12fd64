--  /v1/poas/{poa}/…: servants, ids and references to each other, default
--  servants and servant managers.

private package POA_Manager.Web.Servant_Operations is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end POA_Manager.Web.Servant_Operations;
