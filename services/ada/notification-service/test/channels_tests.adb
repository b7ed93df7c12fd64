with AUnit.Assertions;
with Event_Channels.Waiting;
with Expecting.Refusals;
with Kit.JSON;
with Notification_Service.Channels;
with Notification_Service.Filters;
with Notification_Service.Mailboxes;
with Notification_Service.Stores;
with Sample;

package body Channels_Tests is

   use AUnit.Assertions;
   use Expecting.Refusals;
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

   procedure Test_Limits (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Add_Again;
      procedure Add_Nameless;
      procedure Remove_Built_In;
      procedure Subscribe_More;

      procedure Add_Again is
      begin
         Add ("naming", Stores.Plain);
      end Add_Again;

      procedure Add_Nameless is
      begin
         Add ("a b", Stores.Plain);
      end Add_Nameless;

      procedure Remove_Built_In is
      begin
         Remove ("orb");
      end Remove_Built_In;

      procedure Subscribe_More is
         Id : constant String := Subscriber ("null");
      begin
         Assert (False, "one more: " & Id);
      end Subscribe_More;

   begin
      Expect_Refusal (Add_Again'Access, "409");
      Expect_Refusal (Add_Nameless'Access, "400");
      Expect_Refusal (Remove_Built_In'Access, "409");
      Add ("full", Stores.Plain);
      for Count in 1 .. Event_Channels.Max_Places loop
         declare
            Id : constant String := Connect
              ("full", Stores.Subscriber,
               (Filters.Decode (Kit.JSON.Nothing), Stores.Plain));
         begin
            Assert (Id (1) = 's', "an id");
         end;
      end loop;
      Expect_Refusal (Subscribe_More'Access, "503");
      --  All who were subscribed to it go with it.
      Remove ("full");
      Disconnect ("naming", Subscriber ("null"), Stores.Subscriber);
   end Test_Limits;

   --  Whoever waits is woken by an event, and by the end of his subscription.
   procedure Test_Waiting (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id    : constant String := Subscriber ("null");
      Place : Event_Channels.Place;
      Owner : Event_Channels.Owner;

      procedure Await_Waiter;

      --  What follows reaches one who waits already.
      procedure Await_Waiter is
      begin
         while Mailboxes.Waiters (Place) = 0 loop
            delay 0.001;
         end loop;
      end Await_Waiter;

      task type Waiter is
         entry Give (Result : out Event_Channels.Batch);
      end Waiter;

      task body Waiter is
         Found : Event_Channels.Batch;
      begin
         --  Much longer than a test may take.
         Mailboxes.Take (Place, Owner, 10, Wait_Ms => 100_000, Result => Found);
         accept Give (Result : out Event_Channels.Batch) do
            Result := Found;
         end Give;
      end Waiter;

      Result     : Event_Channels.Batch;
      Deliveries : Natural;
   begin
      Find ("naming", Id, Stores.Subscriber, Place, Owner);
      declare
         First : Waiter;
      begin
         Await_Waiter;
         Push ("naming", (1 => Sample.Full), Deliveries);
         First.Give (Result);
      end;
      Assert (Deliveries = 1 and then Result.Count = 1, "woken by an event");
      Assert (Taken (Id).Count = 0, "once");
      declare
         Second : Waiter;
      begin
         Await_Waiter;
         Disconnect ("naming", Id, Stores.Subscriber);
         Second.Give (Result);
      end;
      Assert (not Result.Is_Known, "the place is nobody's");
   end Test_Waiting;

   procedure Test_Places_To_Wait (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Allowed : Boolean;
   begin
      Event_Channels.Waiting.Configure (8);
      Event_Channels.Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "the first");
      Event_Channels.Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "the second");
      Event_Channels.Waiting.Enter (Is_Allowed);
      Assert (not Is_Allowed, "the third of two");
      Event_Channels.Waiting.Leave;
      Event_Channels.Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "after one has left");
      Event_Channels.Waiting.Leave;
      Event_Channels.Waiting.Leave;
   end Test_Places_To_Wait;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Filters'Access, "filters");
      Register_Routine (Item, Test_Limits'Access, "limits");
      Register_Routine (Item, Test_Waiting'Access, "waiting");
      Register_Routine (Item, Test_Places_To_Wait'Access, "places to wait");
   end Register_Tests;

end Channels_Tests;
