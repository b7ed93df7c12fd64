with Event_Service.Channels;
with Event_Service.Stores;
with Event_Service.Web.Handlers;
with Kit.HTTP;
with Kit.Requests;

package body Event_Service.Web.Channels is

   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/channels", Handlers.List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/channels", Make'Access);
      Kit.Routes.Add (Table, "GET", "/v1/channels/{channel}", Handlers.Show'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/channels/{channel}", Handlers.Remove'Access);
   end Add_Routes;

   ----------
   -- Make --
   ----------

   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Name : constant String :=
        Kit.Requests.Needed_Text (Kit.Requests.Object_Content (Request), "name");
   begin
      Event_Service.Channels.Add (Name, Stores.Plain);
      Kit.HTTP.Reply (Response, Event_Service.Channels.Image (Name), 201);
   end Make;

end Event_Service.Web.Channels;
