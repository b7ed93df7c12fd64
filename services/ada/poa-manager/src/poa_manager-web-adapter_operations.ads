--  /v1/poas: create_POA, find_POA, destroy.

private package POA_Manager.Web.Adapter_Operations is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end POA_Manager.Web.Adapter_Operations;
