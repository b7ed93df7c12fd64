with Ada.Exceptions;
with Event_Channels;
with Kit.Requests;
with Notification_Service.Channels;
with Notification_Service.Constraints;
with Notification_Service.Filters;
with Notification_Service.Mailboxes;
with Notification_Service.QoS;
with Notification_Service.Stores;
with Notification_Service.Web.Handlers;
with Notification_Service.Web.Qualities;

package body Notification_Service.Web.Subscribers is

   use all type Kit.JSON.Kinds;
   use all type Stores.Roles;

   procedure Subscribe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Unsubscribe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Fetch (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   function Described
     (Id : String; Place : Event_Channels.Place; Owner : Event_Channels.Owner)
      return Kit.JSON.Value;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
      Path : constant String := "/v1/channels/{channel}/subscribers";
   begin
      Kit.Routes.Add (Table, "POST", Path, Subscribe'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", Path & "/{id}", Unsubscribe'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}/events", Fetch'Access);
   end Add_Routes;

   ---------------
   -- Described --
   ---------------

   function Described
     (Id : String; Place : Event_Channels.Place; Owner : Event_Channels.Owner)
      return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Mailboxes.Image (Place, Owner);
   begin
      if Kit.JSON.Kind (Result) = Null_Value then
         Kit.HTTP.Refuse (404, "the subscriber " & Id & " has left");
      end if;
      Kit.JSON.Add (Result, "id", Id);
      return Result;
   end Described;

   ---------------
   -- Subscribe --
   ---------------

   procedure Subscribe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content     : constant Kit.JSON.Value := Kit.Requests.Object_Content (Request);
      Channel     : constant String := Handlers.Channel_Of (Request);
      Quality     : QoS.Properties;
      Is_Answered : Boolean;
      Place       : Event_Channels.Place;
      Owner       : Event_Channels.Owner;
   begin
      Qualities.Read
        (Request, Content, Response, Quality, Is_Answered,
         Default => Notification_Service.Channels.Quality (Channel));
      if not Is_Answered then
         declare
            Id : constant String := Notification_Service.Channels.Connect
              (Channel, Subscriber,
               (Filters.Decode (Kit.JSON.Get (Content, "filter")), Quality));
         begin
            Notification_Service.Channels.Find (Channel, Id, Subscriber, Place, Owner);
            Kit.HTTP.Reply (Response, Described (Id, Place, Owner), 201);
         end;
      end if;
   exception
      when Error : Constraints.Invalid_Constraint =>
         Answer_Exception
           (Response,
            Id      => "IDL:omg.org/CosNotifyFilter/InvalidConstraint:1.0",
            Reason  => "filter.constraint: " & Ada.Exceptions.Exception_Message (Error),
            Member  => "constraint",
            Details => Kit.JSON.Get (Kit.JSON.Get (Content, "filter"), "constraint"),
            Trace   => Request.Trace.Trace);
   end Subscribe;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Place : Event_Channels.Place;
      Owner : Event_Channels.Owner;
   begin
      Notification_Service.Channels.Find
        (Handlers.Channel_Of (Request), Handlers.Id_Of (Request), Subscriber, Place, Owner);
      Kit.HTTP.Reply (Response, Described (Handlers.Id_Of (Request), Place, Owner));
   end Show;

   procedure Unsubscribe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Handlers.Disconnect (Request, Response, Subscriber);
   end Unsubscribe;

   procedure Fetch (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Handlers.Fetch (Request, Response, Subscriber);
   end Fetch;

end Notification_Service.Web.Subscribers;
