with Event_Channels;
with Event_Service.Channels;
with Event_Service.Connections;
with Event_Service.Web.Handlers;
with Kit.JSON;

package body Event_Service.Web.Members is

   use type Kit.JSON.Kinds;

   --  Answers with {"id", …} of who has the place.
   procedure Answer
     (Response : in out Kit.HTTP.Response; Channel, Id : String; Status : Positive);

   ------------
   -- Answer --
   ------------

   procedure Answer
     (Response : in out Kit.HTTP.Response; Channel, Id : String; Status : Positive)
   is
      Place  : Event_Channels.Place;
      Owner  : Event_Channels.Owner;
      Result : Kit.JSON.Value;
   begin
      Event_Service.Channels.Find (Channel, Id, Role, Place, Owner);
      Result := Connections.Image (Place, Owner);
      if Kit.JSON.Kind (Result) = Kit.JSON.Null_Value then
         Kit.HTTP.Refuse (404, Id & " is disconnected");
      end if;
      Kit.JSON.Add (Result, "id", Id);
      Kit.HTTP.Reply (Response, Result, Status);
   end Answer;

   -------------
   -- Connect --
   -------------

   procedure Connect
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Limit    : Buffers.Limits := Buffers.Default_Events)
   is
      Channel : constant String := Handlers.Channel_Of (Request);
   begin
      Answer
        (Response, Channel, Event_Service.Channels.Connect (Channel, Role, Limit), 201);
   end Connect;

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Answer (Response, Handlers.Channel_Of (Request), Handlers.Id_Of (Request), 200);
   end Show;

   procedure Disconnect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Handlers.Disconnect (Request, Response, Role);
   end Disconnect;

end Event_Service.Web.Members;
