with Ada.Exceptions;
with AUnit.Assertions;
with Kit.HTTP;
with Kit.JSON;
with Notification_Service.Channels;
with Notification_Service.Filters;
with Notification_Service.Mailboxes;
with Notification_Service.Waiting;
with Sample;

package body Channels_Tests is

   use AUnit.Assertions;
   use Notification_Service;
   use Notification_Service.Channels;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect_Refusal (Action : not null access procedure; Status : String);

   function Subscriber (Filter : String) return String is
     (Subscribe ("naming", Filters.Decode (Sample.Parsed (Filter)), (others => <>)));

   function Taken (Id : String) return Mailboxes.Batch;

   procedure Expect_Refusal (Action : not null access procedure; Status : String) is
   begin
      begin
         Action.all;
      exception
         when Error : Kit.HTTP.Refusal =>
            Assert
              (Ada.Exceptions.Exception_Message (Error) (1 .. 3) = Status,
               "refused with " & Ada.Exceptions.Exception_Message (Error));
            return;
      end;
      Assert (False, "not refused with " & Status);
   end Expect_Refusal;

   function Taken (Id : String) return Mailboxes.Batch is
      Place : Mailboxes.Place;
      Owner : Mailboxes.Owner;
   begin
      return Result : Mailboxes.Batch do
         Find ("naming", Id, Place, Owner);
         Mailboxes.Take (Place, Owner, 10, Result);
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
      Unsubscribe ("naming", Everything);
      Unsubscribe ("naming", By_Type);
      Unsubscribe ("naming", Strict);
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
         Add ("naming", (others => <>));
      end Add_Again;

      procedure Add_Nameless is
      begin
         Add ("a b", (others => <>));
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
      Add ("full", (others => <>));
      for Count in 1 .. Mailboxes.Max_Mailboxes loop
         declare
            Id : constant String := Subscribe ("full", Filters.Decode (Kit.JSON.Nothing),
                                               (others => <>));
         begin
            Assert (Id (1) = 's', "an id");
         end;
      end loop;
      Expect_Refusal (Subscribe_More'Access, "503");
      --  All who were subscribed to it go with it.
      Remove ("full");
      Unsubscribe ("naming", Subscriber ("null"));
   end Test_Limits;

   --  Whoever waits is woken by an event, and by the end of his subscription.
   procedure Test_Waiting (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id    : constant String := Subscriber ("null");
      Place : Mailboxes.Place;
      Owner : Mailboxes.Owner;

      Deliveries : Natural;
   begin
      Find ("naming", Id, Place, Owner);
      declare
         task Waiter;

         task body Waiter is
         begin
            --  Much longer than a test may take.
            Mailboxes.Wait (Place, 100_000);
         end Waiter;
      begin
         Push ("naming", (1 => Sample.Full), Deliveries);
      end;
      Assert (Taken (Id).Count = 1, "the event");
      declare
         task Waiter;

         task body Waiter is
         begin
            Mailboxes.Wait (Place, 100_000);
         end Waiter;
      begin
         Unsubscribe ("naming", Id);
      end;
   end Test_Waiting;

   procedure Test_Places_To_Wait (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Allowed : Boolean;
   begin
      Waiting.Configure (8);
      Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "the first");
      Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "the second");
      Waiting.Enter (Is_Allowed);
      Assert (not Is_Allowed, "the third of two");
      Waiting.Leave;
      Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "after one has left");
      Waiting.Leave;
      Waiting.Leave;
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
