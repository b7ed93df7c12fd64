--  The JSON interface under /v1.

with Kit.Routes;

package GIOP_Protocol.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end GIOP_Protocol.Web;
