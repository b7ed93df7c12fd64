--  What tests do at the sample channels.

with Event_Channels;

package Visits is

   --  The id of a new reader of naming.
   function New_Reader (Own : Character := '-') return String;

   procedure Leave (Id : String);

   --  What is there for the reader, at most ten events. Waits for the first.
   function Taken (Id : String; Wait_Ms : Natural := 0) return Event_Channels.Batch;

   function Place_Of (Id : String) return Event_Channels.Place;

end Visits;
