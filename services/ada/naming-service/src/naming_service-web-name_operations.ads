--  /v1/names: bind, rebind, resolve, unbind, list, and names as text and URL.

private package Naming_Service.Web.Name_Operations is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Naming_Service.Web.Name_Operations;
