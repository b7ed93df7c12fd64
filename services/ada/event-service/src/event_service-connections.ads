--  A fixed number of places for those who are connected to a channel: a
--  consumer with its buffer, or a supplier. A number that was given once is
--  never given again, so that whoever comes late to a place finds it is no
--  longer his.

with Ada.Strings.Unbounded;
with Event_Service.Buffers;
with Kit.JSON;

package Event_Service.Connections is

   Max_Connections : constant := 128;

   subtype Place is Positive range 1 .. Max_Connections;

   --  0 is nobody.
   type Owner_Id is new Long_Long_Integer range 0 .. 2 ** 53;

   subtype Owner is Owner_Id range 1 .. Owner_Id'Last;

   type Roles is (Consumer, Supplier);

   --  Of several tasks the callers see to it that a place is free.
   procedure Open
     (At_Place : Place; For_Owner : Owner; Role : Roles; Limit : Buffers.Limits);

   --  Whoever waits there is woken.
   procedure Close (At_Place : Place; For_Owner : Owner);

   --  Nothing where the place is somebody else's.
   procedure Put
     (At_Place : Place; To_Owner : Owner; Text : Ada.Strings.Unbounded.Unbounded_String);
   procedure Count_Pushed (At_Place : Place; By_Owner : Owner; Events : Natural);

   type Batch is record
      --  False where the place is somebody else's.
      Is_Known : Boolean := False;

      --  The events with commas between, as JSON text.
      Text     : Ada.Strings.Unbounded.Unbounded_String;
      Count    : Natural := 0;
      Left     : Natural := 0;
      Dropped  : Natural := 0;
   end record;

   procedure Take
     (At_Place : Place; For_Owner : Owner; Most : Positive; Result : out Batch);

   --  Until something is there, the place is closed, or the time is over.
   procedure Wait (At_Place : Place; Timeout_Ms : Positive);

   --  Of a consumer {"limit", "held", "dropped"}, of a supplier {"pushed"};
   --  null where the place is somebody else's.
   function Image (At_Place : Place; For_Owner : Owner) return Kit.JSON.Value;

   --  Since its owner came last, in ms; 0 where nobody is.
   function Idle_Ms (At_Place : Place) return Long_Long_Integer;

end Event_Service.Connections;
