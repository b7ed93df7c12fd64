--  /v1/contexts: new_context, bind_context, rebind_context, bind_new_context
--  and destroy.

private package Naming_Service.Web.Contexts is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Naming_Service.Web.Contexts;
