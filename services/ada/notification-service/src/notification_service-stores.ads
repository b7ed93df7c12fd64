--  What is kept of a subscriber: its filter and its queue.

with Ada.Strings.Unbounded;
with Kit.Clock;
with Kit.JSON;
with Notification_Service.Events;
with Notification_Service.Filters;
with Notification_Service.QoS;

private with Notification_Service.Queues;

package Notification_Service.Stores is

   type Roles is (Subscriber);

   --  The first of ids, such as s12.
   function Letter (Role : Roles) return Character is
     (case Role is when Subscriber => 's');

   function Receives (Role : Roles) return Boolean is
     (case Role is when Subscriber => True);

   type Settings is record
      Filter  : Filters.Filter;
      Quality : QoS.Properties;
   end record;

   --  Of channels that nobody made.
   Plain : constant QoS.Properties := (others => <>);

   procedure Describe (Quality : QoS.Properties; Result : in out Kit.JSON.Value);

   type Store is private;

   procedure Start (Self : in out Store; Role : Roles; As : Settings);
   procedure Clear (Self : in out Store);
   procedure Put (Self : in out Store; Item : Events.Event; Is_Wanted : out Boolean);

   procedure Get
     (Self  : in out Store;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Ada.Strings.Unbounded.Unbounded_String;
      Found : out Boolean);

   function Length (Self : Store) return Natural;

   --  "dropped" and "expired" as members of JSON.
   function Losses (Self : Store) return String;

   --  {"filter", "qos", "held", "dropped", "expired"}
   function Image (Self : Store) return Kit.JSON.Value;

private

   type Store is record
      Filter : Filters.Filter;
      Held   : Queues.Queue;
   end record;

end Notification_Service.Stores;
