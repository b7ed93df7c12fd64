with Event_Service.Buffers;
with Event_Service.Channels;
with Event_Service.Events;
with Event_Service.Forwarding;

package body Event_Service.Web.Suppliers is

   use all type Kit.JSON.Kinds;

   procedure Connect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Disconnect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
      Path : constant String := "/v1/channels/{channel}/suppliers";
   begin
      Kit.Routes.Add (Table, "POST", Path, Connect'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", Path & "/{id}", Disconnect'Access);
      Kit.Routes.Add (Table, "POST", "/v1/channels/{channel}/events", Push'Access);
   end Add_Routes;

   -------------
   -- Connect --
   -------------

   procedure Connect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Id : constant String := Event_Service.Channels.Connect
        (Channel_Of (Request), Connections.Supplier, Buffers.Default_Events);
   begin
      Answer_Connection (Response, Channel_Of (Request), Id, Connections.Supplier, 201);
   end Connect;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Answer_Connection
        (Response, Channel_Of (Request), Id_Of (Request), Connections.Supplier);
   end Show;

   ----------------
   -- Disconnect --
   ----------------

   procedure Disconnect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Event_Service.Channels.Disconnect
        (Channel_Of (Request), Id_Of (Request), Connections.Supplier);
      Response.Status := 204;
   end Disconnect;

   ----------
   -- Push --
   ----------

   procedure Push (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Channel : constant String := Channel_Of (Request);
      By      : constant Kit.JSON.Value := Kit.JSON.Get (Content, "supplier");
      Items   : constant Events.Event_List := Events.Decode_All (Content);
      Place   : Connections.Place;
      Owner   : Connections.Owner;
      Result  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Event_Service.Channels.Check (Channel);
      if Kit.JSON.Kind (By) not in Null_Value | String_Value then
         Kit.HTTP.Refuse (400, "the member supplier must be a string");
      elsif Kit.JSON.Kind (By) = String_Value then
         Event_Service.Channels.Find
           (Channel, Kit.JSON.As_String (By), Connections.Supplier, Place, Owner);
      end if;
      --  First, so that no consumer sees an event that is refused in the end.
      Forwarding.Forward (Channel, Items, Request.Trace);
      Event_Service.Channels.Deliver (Channel, Items);
      if Kit.JSON.Kind (By) = String_Value then
         Connections.Count_Pushed (Place, Owner, Items'Length);
      end if;
      Kit.JSON.Add (Result, "accepted", Long_Long_Integer (Items'Length));
      Kit.JSON.Add (Result, "forwarded", Long_Long_Integer (Items'Length));
      Kit.HTTP.Reply (Response, Result, 202);
   end Push;

end Event_Service.Web.Suppliers;
