--  The JSON interface under /v1.

with Kit.Routes;

package Event_Service.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end Event_Service.Web;
