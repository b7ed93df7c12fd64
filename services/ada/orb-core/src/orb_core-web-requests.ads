--  Invocations: by object key, and by reference.

private package Orb_Core.Web.Requests is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Orb_Core.Web.Requests;
