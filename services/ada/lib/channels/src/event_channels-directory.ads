--  The event channels by name, who is at them, and what is pushed.

with Event_Channels.Places;
with Kit.JSON;

generic
   --  Of a channel; Plain is what those have that are there from the start.
   type Properties is private;
   Plain : Properties;

   with package Members is new Event_Channels.Places (<>);
   type Event_List is array (Positive range <>) of Members.Event;

   --  The first of an id, such as c of c12. Other names are made of Role's own.
   with function Letter (Role : Members.Roles) return Character;
   with function Receives (Role : Members.Roles) return Boolean;

   with procedure Describe (Quality : Properties; Result : in out Kit.JSON.Value) is null;

package Event_Channels.Directory is

   --  There from the start; cannot be removed.
   Naming : constant String := "naming";
   ORB    : constant String := "orb";

   --  All raise Kit.HTTP.Refusal: 404 for a channel, or a member of it, that
   --  is not there, 409 for a channel that is there already, 400 for a bad
   --  name, 503 where no more can be held.

   procedure Add (Name : String; Quality : Properties);
   procedure Remove (Name : String);
   procedure Check (Name : String);
   function Quality (Name : String) return Properties;

   --  To all who receive and are there now. Deliveries counts the events that
   --  were put into a store, once for each.
   procedure Push (Name : String; Items : Event_List; Deliveries : out Natural);

   --  Gives the id.
   function Connect
     (Name : String; Role : Members.Roles; As : Members.Settings) return String;

   procedure Disconnect (Name, Id : String; Role : Members.Roles);

   procedure Find
     (Name, Id : String;
      Role     : Members.Roles;
      At_Place : out Place;
      Whose    : out Owner);

   --  {"name", "builtIn", what Describe adds, "events"}, and for each role its
   --  ids, such as "consumers": [id].
   function Image (Name : String) return Kit.JSON.Value;
   function Images return Kit.JSON.Value;

end Event_Channels.Directory;
