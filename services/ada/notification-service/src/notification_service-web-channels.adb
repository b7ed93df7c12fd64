with Kit.Requests;
with Notification_Service.Channels;
with Notification_Service.Events;
with Notification_Service.QoS;
with Notification_Service.Web.Handlers;
with Notification_Service.Web.Qualities;

package body Notification_Service.Web.Channels is

   use all type Kit.JSON.Kinds;

   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  All of them, or none: the first that is wrong refuses the request.
   function Events_Of (Content : Kit.JSON.Value) return Events.Event_List;

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
         Kit.HTTP.Reply
           (Response, Notification_Service.Channels.Image (Name), 201);
      end if;
   end Make;

   ---------------
   -- Events_Of --
   ---------------

   function Events_Of (Content : Kit.JSON.Value) return Events.Event_List is
      Given : constant Kit.JSON.Value := Kit.JSON.Get (Content, "events");

      function Place (Index : Positive) return String;

      --  From 0, as JSON counts.
      function Place (Index : Positive) return String is
         Image : constant String := Integer'Image (Index - 1);
      begin
         return "events[" & Image (Image'First + 1 .. Image'Last) & ']';
      end Place;

   begin
      if Kit.JSON.Kind (Given) /= Array_Value
        or else Kit.JSON.Length (Given) not in 1 .. Events.Max_Events_At_Once
      then
         Kit.HTTP.Refuse
           (400,
            "the member events must be an array of 1 to"
            & Events.Max_Events_At_Once'Image & " events");
      end if;
      return Result : Events.Event_List (1 .. Kit.JSON.Length (Given)) do
         for Index in Result'Range loop
            Result (Index) := Events.Decode (Kit.JSON.Element (Given, Index), Place (Index));
         end loop;
      end return;
   end Events_Of;

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
