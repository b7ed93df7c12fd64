--  The events that wait for one consumer: bounded in number and bytes, in the
--  order of its policy. What does not fit is dropped by its policy, and counted.

with Ada.Strings.Unbounded;
with Kit.Clock;
with Notification_Service.Events;
with Notification_Service.QoS;

private with Ada.Containers.Vectors;

package Notification_Service.Queues is

   Max_Bytes : constant := 262_144;

   type Queue is private;

   procedure Start (Self : in out Queue; Properties : QoS.Properties);

   procedure Offer
     (Self : in out Queue; Item : Events.Event; Now : Kit.Clock.Nanoseconds);

   --  The next, as JSON text; none when Found is False.
   procedure Take
     (Self  : in out Queue;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Ada.Strings.Unbounded.Unbounded_String;
      Found : out Boolean);

   --  Those whose time is over are among them until the next Offer or Take.
   function Length (Self : Queue) return Natural;

   function Properties (Self : Queue) return QoS.Properties;

   --  Since the start.
   function Dropped (Self : Queue) return Natural;
   function Expired (Self : Queue) return Natural;

private

   type Held is record
      Text     : Ada.Strings.Unbounded.Unbounded_String;
      Priority : Events.Priorities := 0;

      --  When its time is over; the end of time for none.
      Deadline : Kit.Clock.Nanoseconds := Kit.Clock.Nanoseconds'Last;
   end record;

   package Held_Vectors is new Ada.Containers.Vectors (Positive, Held);

   --  Items in the order in which they came.
   type Queue is record
      Properties : QoS.Properties;
      Items      : Held_Vectors.Vector;
      Bytes      : Natural := 0;
      Dropped    : Natural := 0;
      Expired    : Natural := 0;
   end record;

end Notification_Service.Queues;
