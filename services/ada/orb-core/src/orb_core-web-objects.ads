--  /v1/objects and /v1/interfaces: the object map.

private package Orb_Core.Web.Objects is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Orb_Core.Web.Objects;
