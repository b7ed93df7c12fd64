--  What naming-service asks of other services. Without an answer all of them
--  raise Kit.HTTP.Refusal, 503 with the name of the one that is missing.

with Kit.Traces;

package Naming_Service.Neighbours is

   --  Asks interface-repository. Raises Kit.HTTP.Refusal, 422, where it does
   --  not know the id, or as something else than an interface.
   procedure Check_Type (Type_Id : String; Trace : Kit.Traces.Context);

   --  Pushes an event to event-service's channel "naming". Raises
   --  Kit.HTTP.Refusal, 422, where it takes no such event.
   procedure Announce
     (Kind, Context, Name, Reference, Type_Id : String;
      Trace                                   : Kit.Traces.Context);

end Naming_Service.Neighbours;
