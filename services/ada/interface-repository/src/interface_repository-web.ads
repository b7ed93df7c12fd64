--  The JSON interface under /v1.

with Kit.Routes;

package Interface_Repository.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Interface_Repository.Web;
