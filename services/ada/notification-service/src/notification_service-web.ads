--  The JSON interface under /v1.

with Kit.HTTP;
with Kit.JSON;
with Kit.Routes;

package Notification_Service.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

private

   --  422 with an exception of the specification: its id, and Member with what
   --  is wrong.
   procedure Answer_Exception
     (Response     : in out Kit.HTTP.Response;
      Id, Reason   : String;
      Member       : String;
      Details      : Kit.JSON.Value;
      Trace        : String);

end Notification_Service.Web;
