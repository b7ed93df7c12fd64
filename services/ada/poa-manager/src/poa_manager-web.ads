--  The JSON interface under /v1. Handlers let system exceptions and those of
--  POAs pass: they become answers here.

with Kit.HTTP;
with Kit.JSON;
with Kit.Requests;
with Kit.Routes;
with POA_Manager.Object_Maps;

package POA_Manager.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

private

   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value
     renames Kit.Requests.Object_Content;

   function Part (Request : Kit.HTTP.Request; Name : String) return String
     renames Kit.Requests.Part;

   function Optional_Boolean
     (Content : Kit.JSON.Value; Name : String; Default : Boolean) return Boolean
     renames Kit.Requests.Optional_Boolean;

   --  Of names, ids and references; of no use beyond.
   Max_Text : constant := 16_384;

   function Needed_Text (Content : Kit.JSON.Value; Name : String) return String is
     (Kit.Requests.Needed_Text (Content, Name, Max_Text));

   function Optional_Text (Content : Kit.JSON.Value; Name : String) return String is
     (Kit.Requests.Optional_Text (Content, Name, Max_Text));

   --  {"servant", "typeId"}
   function Needed_Servant (Content : Kit.JSON.Value) return Object_Maps.Servant;
   procedure Add_Servant (To : in out Kit.JSON.Value; Item : Object_Maps.Servant);

end POA_Manager.Web;
