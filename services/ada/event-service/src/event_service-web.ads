--  The JSON interface under /v1.

with Event_Service.Connections;
with Kit.HTTP;
with Kit.JSON;
with Kit.Routes;

package Event_Service.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

private

   --  The request's content, which must be an object; 400 else.
   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value;

   --  The number in the query; 400 when it is none or outside.
   function Query_Number
     (Request : Kit.HTTP.Request; Name : String; Low, High, Default : Natural) return Natural;

   --  Of the path.
   function Channel_Of (Request : Kit.HTTP.Request) return String;
   function Id_Of (Request : Kit.HTTP.Request) return String;

   --  Answers with {"id", …} of who has the place.
   procedure Answer_Connection
     (Response : in out Kit.HTTP.Response;
      Channel  : String;
      Id       : String;
      Role     : Event_Service.Connections.Roles;
      Status   : Positive := 200);

end Event_Service.Web;
