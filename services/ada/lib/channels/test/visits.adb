with Desks;
with Letters;
with Rooms;

package body Visits is

   function New_Reader (Own : Character := '-') return String is
     (Rooms.Connect ("naming", Letters.Reader, Own));

   procedure Leave (Id : String) is
   begin
      Rooms.Disconnect ("naming", Id, Letters.Reader);
   end Leave;

   function Taken (Id : String; Wait_Ms : Natural := 0) return Event_Channels.Batch is
      Where : Event_Channels.Place;
      Whose : Event_Channels.Owner;
   begin
      return Result : Event_Channels.Batch do
         Rooms.Find ("naming", Id, Letters.Reader, Where, Whose);
         Desks.Take (Where, Whose, 10, Wait_Ms, Result);
      end return;
   end Taken;

   function Place_Of (Id : String) return Event_Channels.Place is
      Whose : Event_Channels.Owner;
   begin
      return Where : Event_Channels.Place do
         Rooms.Find ("naming", Id, Letters.Reader, Where, Whose);
      end return;
   end Place_Of;

end Visits;
