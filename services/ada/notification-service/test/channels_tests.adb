with AUnit.Assertions;
with Event_Channels;
with Notification_Service.Channels;
with Notification_Service.Filters;
with Notification_Service.Mailboxes;
with Notification_Service.Stores;
with Sample;

package body Channels_Tests is

   use AUnit.Assertions;
   use Notification_Service;
   use Notification_Service.Channels;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   function Subscriber (Filter : String) return String is
     (Connect
        ("naming", Stores.Subscriber,
         (Filters.Decode (Sample.Parsed (Filter)), Stores.Plain)));

   function Taken (Id : String) return Event_Channels.Batch;

   function Taken (Id : String) return Event_Channels.Batch is
      Place : Event_Channels.Place;
      Owner : Event_Channels.Owner;
   begin
      return Result : Event_Channels.Batch do
         Find ("naming", Id, Stores.Subscriber, Place, Owner);
         Mailboxes.Take (Place, Owner, 10, 0, Result);
      end return;
   end Taken;

   procedure Test_Filters (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Everything : constant String := Subscriber ("null");
      By_Type    : constant String := Subscriber
        ("{""types"":[{""domain"":""poly*"",""type"":""bound""},{""type"":""t2""}]}");
      Strict     : constant String := Subscriber
        ("{""types"":[{""domain"":""polyorb"",""type"":""*""}],"
         & """constraint"":""$priority > 3""}");
      Deliveries : Natural;
   begin
      Push ("naming", (Sample.Full, Sample.Named ("x")), Deliveries);
      Assert (Deliveries = 3, "deliveries:" & Deliveries'Image);
      Assert (Taken (Everything).Count = 2, "all");
      Assert (Taken (By_Type).Count = 1, "by type");
      Assert (Taken (Strict).Count = 0, "by constraint");
      Disconnect ("naming", Everything, Stores.Subscriber);
      Disconnect ("naming", By_Type, Stores.Subscriber);
      Disconnect ("naming", Strict, Stores.Subscriber);
      Push ("naming", (1 => Sample.Full), Deliveries);
      Assert (Deliveries = 0, "nobody is left");
   end Test_Filters;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Filters'Access, "filters");
   end Register_Tests;

end Channels_Tests;
