--  The JSON interface under /v1. Handlers let system exceptions and those of
--  POAs pass: they become answers here.

with Kit.HTTP;
with Kit.JSON;
with Kit.Routes;
with POA_Manager.Object_Maps;

package POA_Manager.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

private

   --  The request's content, which must be an object; 400 else.
   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value;

   --  The member as a string; 400 when it is missing, too long or something
   --  else.
   function Needed_Text (Content : Kit.JSON.Value; Name : String) return String;
   function Optional_Text (Content : Kit.JSON.Value; Name : String) return String;

   function Optional_Boolean
     (Content : Kit.JSON.Value; Name : String; Default : Boolean) return Boolean;

   --  {"servant", "typeId"}
   function Needed_Servant (Content : Kit.JSON.Value) return Object_Maps.Servant;
   procedure Add_Servant (To : in out Kit.JSON.Value; Item : Object_Maps.Servant);

   --  The part of the path that the route calls so.
   function Part (Request : Kit.HTTP.Request; Name : String) return String;

end POA_Manager.Web;
