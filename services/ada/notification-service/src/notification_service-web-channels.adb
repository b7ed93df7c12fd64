with Event_Channels.Decode_All;
with Kit.Requests;
with Notification_Service.Channels;
with Notification_Service.Events;
with Notification_Service.QoS;
with Notification_Service.Web.Handlers;
with Notification_Service.Web.Qualities;

package body Notification_Service.Web.Channels is

   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   function Events_Of is new Event_Channels.Decode_All
     (Events.Event, Events.Event_List, Events.Decode);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/channels", Handlers.List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/channels", Make'Access);
      Kit.Routes.Add (Table, "GET", "/v1/channels/{channel}", Handlers.Show'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/channels/{channel}", Handlers.Remove'Access);
      Kit.Routes.Add (Table, "POST", "/v1/channels/{channel}/events", Push'Access);
   end Add_Routes;

   ----------
   -- Make --
   ----------

   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content     : constant Kit.JSON.Value := Kit.Requests.Object_Content (Request);
      Name        : constant String := Kit.Requests.Needed_Text (Content, "name");
      Quality     : QoS.Properties;
      Is_Answered : Boolean;
   begin
      Qualities.Read (Request, Content, Response, Quality, Is_Answered);
      if not Is_Answered then
         Notification_Service.Channels.Add (Name, Quality);
         Kit.HTTP.Reply (Response, Notification_Service.Channels.Image (Name), 201);
      end if;
   end Make;

   ----------
   -- Push --
   ----------

   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Items      : constant Events.Event_List :=
        Events_Of (Kit.Requests.Object_Content (Request));
      Deliveries : Natural;
      Result     : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Notification_Service.Channels.Push (Handlers.Channel_Of (Request), Items, Deliveries);
      Kit.JSON.Add (Result, "accepted", Long_Long_Integer (Items'Length));
      Kit.JSON.Add (Result, "deliveries", Long_Long_Integer (Deliveries));
      Kit.HTTP.Reply (Response, Result, 202);
   end Push;

end Notification_Service.Web.Channels;
