--  The JSON interface under /v1.

with Kit.HTTP;
with Kit.JSON;
with Kit.Routes;

package Notification_Service.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

private

   --  The request's content, which must be an object; 400 else.
   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value;

   --  The number in the query; 400 when it is none or outside.
   function Query_Number
     (Request : Kit.HTTP.Request; Name : String; Low, High, Default : Natural) return Natural;

   --  422 with an exception of the specification: its id, and Member with what
   --  is wrong.
   procedure Answer_Exception
     (Response     : in out Kit.HTTP.Response;
      Id, Reason   : String;
      Member       : String;
      Details      : Kit.JSON.Value;
      Trace        : String);

end Notification_Service.Web;
