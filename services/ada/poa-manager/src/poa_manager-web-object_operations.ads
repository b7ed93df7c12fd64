--  /v1/poas/{poa}/objects: activate, deactivate, and what is active.

private package POA_Manager.Web.Object_Operations is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end POA_Manager.Web.Object_Operations;
