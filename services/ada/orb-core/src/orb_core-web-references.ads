--  /v1/references: parse, print, convert.

private package Orb_Core.Web.References is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Orb_Core.Web.References;
