--  A fixed number of places for subscribers, each with its filter and its
--  queue. A number that was given once is never given again, so that whoever
--  comes late to a place finds it is no longer his.

with Ada.Strings.Unbounded;
with Kit.JSON;
with Notification_Service.Events;
with Notification_Service.Filters;
with Notification_Service.QoS;

package Notification_Service.Mailboxes is

   Max_Mailboxes : constant := 128;

   subtype Place is Positive range 1 .. Max_Mailboxes;

   --  0 is nobody.
   type Owner_Id is new Long_Long_Integer range 0 .. 2 ** 53;

   subtype Owner is Owner_Id range 1 .. Owner_Id'Last;

   --  Of several tasks the callers see to it that a place is free.
   procedure Open
     (At_Place : Place; For_Owner : Owner; Filter : Filters.Filter; Quality : QoS.Properties);

   --  Whoever waits there is woken.
   procedure Close (At_Place : Place; For_Owner : Owner);

   --  Wanted is False as well where the place is somebody else's.
   procedure Offer
     (At_Place : Place; To_Owner : Owner; Item : Events.Event; Wanted : out Boolean);

   type Batch is record
      --  False where the place is somebody else's.
      Is_Known : Boolean := False;

      --  The events with commas between, as JSON text.
      Text     : Ada.Strings.Unbounded.Unbounded_String;
      Count    : Natural := 0;
      Left     : Natural := 0;
      Dropped  : Natural := 0;
      Expired  : Natural := 0;
   end record;

   procedure Take
     (At_Place : Place; For_Owner : Owner; Most : Positive; Result : out Batch);

   --  Until something is there, the place is closed, or the time is over.
   procedure Wait (At_Place : Place; Timeout_Ms : Positive);

   --  {"filter", "qos", "held", "dropped", "expired"}; null where the place is
   --  somebody else's.
   function Image (At_Place : Place; For_Owner : Owner) return Kit.JSON.Value;

   --  How long ago the consumer came last, in ms; 0 where nobody is.
   function Idle_Ms (At_Place : Place) return Long_Long_Integer;

end Notification_Service.Mailboxes;
