--  Hands events on to notification-service.

with Event_Service.Events;
with Kit.Traces;

package Event_Service.Forwarding is

   Target : constant String := "notification-service";

   --  All of them, to the channel of the same name there, which is made where
   --  it is missing. Raises Kit.HTTP.Refusal: 503 with the name of what is
   --  missing, what the target refuses of the caller's input as it does, and
   --  502 for any other answer. Then none was taken there.
   procedure Forward
     (Channel : String; Items : Events.Event_List; Trace : Kit.Traces.Context);

end Event_Service.Forwarding;
