with Event_Channels;
with Event_Service.Channels;
with Event_Service.Connections;
with Event_Service.Events;
with Event_Service.Forwarding;
with Event_Service.Stores;
with Event_Service.Web.Handlers;
with Event_Service.Web.Members;
with Kit.HTTP;
with Kit.JSON;
with Kit.Requests;

package body Event_Service.Web.Suppliers is

   use all type Kit.JSON.Kinds;
   use all type Stores.Roles;

   package Members is new Web.Members (Supplier);

   procedure Connect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
      Path : constant String := "/v1/channels/{channel}/suppliers";
   begin
      Kit.Routes.Add (Table, "POST", Path, Connect'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}", Members.Show'Access);
      Kit.Routes.Add (Table, "DELETE", Path & "/{id}", Members.Disconnect'Access);
      Kit.Routes.Add (Table, "POST", "/v1/channels/{channel}/events", Push'Access);
   end Add_Routes;

   procedure Connect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Members.Connect (Request, Response);
   end Connect;

   ----------
   -- Push --
   ----------

   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Kit.Requests.Object_Content (Request);
      Channel : constant String := Handlers.Channel_Of (Request);
      By      : constant Kit.JSON.Value := Kit.JSON.Get (Content, "supplier");
      Items   : constant Events.Event_List := Events.Decode_All (Content);
      Place   : Event_Channels.Place;
      Owner   : Event_Channels.Owner;
      Result  : Kit.JSON.Value := Kit.JSON.Empty_Object;

      --  CosEvent does not tell a supplier how many got it.
      Deliveries : Natural;
   begin
      Event_Service.Channels.Check (Channel);
      if Kit.JSON.Kind (By) not in Null_Value | String_Value then
         Kit.HTTP.Refuse (400, "the member supplier must be a string");
      elsif Kit.JSON.Kind (By) = String_Value then
         Event_Service.Channels.Find
           (Channel, Kit.JSON.As_String (By), Supplier, Place, Owner);
      end if;
      --  First, so that no consumer sees an event that is refused in the end.
      Forwarding.Forward (Channel, Items, Request.Trace);
      Event_Service.Channels.Push (Channel, Items, Deliveries);
      if Kit.JSON.Kind (By) = String_Value then
         Connections.Count_Pushed (Place, Owner, Items'Length);
      end if;
      Kit.JSON.Add (Result, "accepted", Long_Long_Integer (Items'Length));
      Kit.JSON.Add (Result, "forwarded", Long_Long_Integer (Items'Length));
      Kit.HTTP.Reply (Response, Result, 202);
   end Push;

end Event_Service.Web.Suppliers;
