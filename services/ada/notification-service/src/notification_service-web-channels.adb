with Kit.Fields;
with Notification_Service.Channels;
with Notification_Service.Events;
with Notification_Service.QoS;
with Notification_Service.Web.Qualities;

package body Notification_Service.Web.Channels is

   use all type Kit.JSON.Kinds;

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   function Name_Of (Request : Kit.HTTP.Request) return String is
     (Kit.Fields.Value (Request.Parameters, "channel"));

   --  All of them, or none: the first that is wrong refuses the request.
   function Events_Of (Content : Kit.JSON.Value)
      return Notification_Service.Channels.Event_List;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/channels", List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/channels", Make'Access);
      Kit.Routes.Add (Table, "GET", "/v1/channels/{channel}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/channels/{channel}", Remove'Access);
      Kit.Routes.Add (Table, "POST", "/v1/channels/{channel}/events", Push'Access);
   end Add_Routes;

   ----------
   -- List --
   ----------

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "channels", Notification_Service.Channels.Images);
      Kit.HTTP.Reply (Response, Result);
   end List;

   ----------
   -- Make --
   ----------

   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content     : constant Kit.JSON.Value := Object_Content (Request);
      Name        : constant Kit.JSON.Value := Kit.JSON.Get (Content, "name");
      Quality     : QoS.Properties;
      Is_Answered : Boolean;
   begin
      if Kit.JSON.Kind (Name) /= String_Value then
         Kit.HTTP.Refuse (400, "the member name must be a string");
      end if;
      Qualities.Read (Request, Content, Response, Quality, Is_Answered);
      if not Is_Answered then
         Notification_Service.Channels.Add (Kit.JSON.As_String (Name), Quality);
         Kit.HTTP.Reply
           (Response, Notification_Service.Channels.Image (Kit.JSON.As_String (Name)), 201);
      end if;
   end Make;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Kit.HTTP.Reply (Response, Notification_Service.Channels.Image (Name_Of (Request)));
   end Show;

   ------------
   -- Remove --
   ------------

   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Notification_Service.Channels.Remove (Name_Of (Request));
      Response.Status := 204;
   end Remove;

   ---------------
   -- Events_Of --
   ---------------

   function Events_Of (Content : Kit.JSON.Value)
      return Notification_Service.Channels.Event_List
   is
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
      return Result : Notification_Service.Channels.Event_List (1 .. Kit.JSON.Length (Given)) do
         for Index in Result'Range loop
            Result (Index) := Events.Decode (Kit.JSON.Element (Given, Index), Place (Index));
         end loop;
      end return;
   end Events_Of;

   ----------
   -- Push --
   ----------

   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Items      : constant Notification_Service.Channels.Event_List :=
        Events_Of (Object_Content (Request));
      Deliveries : Natural;
      Result     : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Notification_Service.Channels.Push (Name_Of (Request), Items, Deliveries);
      Kit.JSON.Add (Result, "accepted", Long_Long_Integer (Items'Length));
      Kit.JSON.Add (Result, "deliveries", Long_Long_Integer (Deliveries));
      Kit.HTTP.Reply (Response, Result, 202);
   end Push;

end Notification_Service.Web.Channels;
