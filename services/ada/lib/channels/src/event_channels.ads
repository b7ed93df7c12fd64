--  Event channels, whatever their events are. There is a fixed number of
--  places for those who come to a channel. A number that was given once is
--  never given again, so that whoever comes late to a place finds it is no
--  longer his.

with Ada.Strings.Unbounded;

package Event_Channels is

   Max_Places : constant := 128;

   --  In one request.
   Max_Events_At_Once : constant := 100;

   subtype Place is Positive range 1 .. Max_Places;

   --  0 is nobody.
   type Owner_Id is new Long_Long_Integer range 0 .. 2 ** 53;

   subtype Owner is Owner_Id range 1 .. Owner_Id'Last;

   type Batch is record
      --  False where the place is somebody else's.
      Is_Known : Boolean := False;

      --  The events with commas between, as JSON text.
      Text     : Ada.Strings.Unbounded.Unbounded_String;
      Count    : Natural := 0;
      Left     : Natural := 0;

      --  As members of JSON: how many were dropped, and why.
      Losses   : Ada.Strings.Unbounded.Unbounded_String;
   end record;

end Event_Channels;
