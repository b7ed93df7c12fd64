--  Event channels after CosEvent: who is connected to them, and what is pushed.

with Event_Service.Buffers;
with Event_Service.Connections;
with Event_Service.Events;
with Kit.JSON;

package Event_Service.Channels is

   --  There from the start; cannot be removed.
   Naming : constant String := "naming";
   ORB    : constant String := "orb";

   --  All raise Kit.HTTP.Refusal: 404 for a channel, consumer or supplier that
   --  is not there, 409 for a channel that is there already, 400 for a bad
   --  name, 503 where no more can be held.

   procedure Add (Name : String);
   procedure Remove (Name : String);
   procedure Check (Name : String);

   --  To all consumers that are connected now.
   procedure Deliver (Name : String; Items : Events.Event_List);

   --  Gives the id, such as c12 or p13.
   function Connect
     (Name : String; Role : Connections.Roles; Limit : Buffers.Limits) return String;

   procedure Disconnect (Name, Id : String; Role : Connections.Roles);

   procedure Find
     (Name, Id : String;
      Role     : Connections.Roles;
      Place    : out Connections.Place;
      Owner    : out Connections.Owner);

   --  {"name", "builtIn", "events", "consumers": [id], "suppliers": [id]}
   function Image (Name : String) return Kit.JSON.Value;
   function Images return Kit.JSON.Value;

end Event_Service.Channels;
