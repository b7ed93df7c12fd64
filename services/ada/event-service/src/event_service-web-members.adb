with Event_Channels;
with Event_Service.Channels;
with Event_Service.Connections;
with Kit.JSON;

package body Event_Service.Web.Members is

   use type Kit.JSON.Kinds;

   ------------
   -- Answer --
   ------------

   procedure Answer
     (Response : in out Kit.HTTP.Response;
      Channel  : String;
      Id       : String;
      Role     : Stores.Roles;
      Status   : Positive := 200)
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

end Event_Service.Web.Members;
