with Event_Service.Channels;

package body Event_Service.Web.Channels is

   use all type Kit.JSON.Kinds;

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/channels", List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/channels", Make'Access);
      Kit.Routes.Add (Table, "GET", "/v1/channels/{channel}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/channels/{channel}", Remove'Access);
   end Add_Routes;

   ----------
   -- List --
   ----------

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "channels", Event_Service.Channels.Images);
      Kit.HTTP.Reply (Response, Result);
   end List;

   ----------
   -- Make --
   ----------

   procedure Make (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Name : constant Kit.JSON.Value := Kit.JSON.Get (Object_Content (Request), "name");
   begin
      if Kit.JSON.Kind (Name) /= String_Value then
         Kit.HTTP.Refuse (400, "the member name must be a string");
      end if;
      Event_Service.Channels.Add (Kit.JSON.As_String (Name));
      Kit.HTTP.Reply
        (Response, Event_Service.Channels.Image (Kit.JSON.As_String (Name)), 201);
   end Make;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Kit.HTTP.Reply (Response, Event_Service.Channels.Image (Channel_Of (Request)));
   end Show;

   ------------
   -- Remove --
   ------------

   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Event_Service.Channels.Remove (Channel_Of (Request));
      Response.Status := 204;
   end Remove;

end Event_Service.Web.Channels;
