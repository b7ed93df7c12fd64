--  Quality of service: properties of a channel or a subscriber, and why some
--  are not supported (formal/04-10-11, 2.5).

with Kit.JSON;
with Notification_Service.Events;

package Notification_Service.QoS is

   type Policies is (Any, Fifo, Lifo, Priority, Deadline);

   subtype Order_Policies is Policies
     with Static_Predicate => Order_Policies in Any | Fifo | Priority | Deadline;

   Max_Held : constant := 1_000;

   type Properties is record
      Order      : Order_Policies := Any;
      Discard    : Policies := Any;
      Most       : Positive range 1 .. Max_Held := 100;

      --  For events without one of their own; 0 is for ever.
      Timeout_Ms : Natural := 0;
      Priority   : Events.Priorities := 0;
   end record;

   --  What Given says, and Default for the rest. Errors gets an entry for each
   --  property that cannot be had: {"code", "name", "availableRange"?}, the
   --  codes being those of CosNotification::QoSError_code. Given is an object
   --  or null; anything else is BAD_TYPE of the name "qos".
   procedure Decode
     (Given   : Kit.JSON.Value;
      Default : Properties;
      Result  : out Properties;
      Errors  : out Kit.JSON.Value);

   function Image (Item : Properties) return Kit.JSON.Value;

end Notification_Service.QoS;
