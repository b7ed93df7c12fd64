--  The interface under /v1.

with Kit.Routes;

package SOAP_Gateway.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

end SOAP_Gateway.Web;
