--  /v1/managers: POA managers and their states.

private package POA_Manager.Web.Manager_Operations is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end POA_Manager.Web.Manager_Operations;
