with AUnit.Assertions;
with Desks;
with Event_Channels.Waiting;
with Expecting.Refusals;
with Rooms;
with Visits;

package body Waiting_Tests is

   use AUnit.Assertions;
   use Event_Channels;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  24 days: whoever is not woken does not come back.
   For_Ever_Ms : constant := Natural'Last;

   task type Waiter is
      entry Start (Id : String);
      entry Give (Result : out Batch);
   end Waiter;

   --  What follows reaches one who waits already.
   procedure Await_Waiter (Where : Place);

   task body Waiter is
      Whose : String (1 .. 16);
      Last  : Natural;
      Found : Batch;
   begin
      accept Start (Id : String) do
         Last := Id'Length;
         Whose (1 .. Last) := Id;
      end Start;
      Found := Visits.Taken (Whose (1 .. Last), Wait_Ms => For_Ever_Ms);
      accept Give (Result : out Batch) do
         Result := Found;
      end Give;
   end Waiter;

   procedure Await_Waiter (Where : Place) is
   begin
      while Desks.Waiters (Where) = 0 loop
         delay 0.001;
      end loop;
   end Await_Waiter;

   --  Whoever waits is woken by an event, and by the end of his connection.
   procedure Test_Waking (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id            : constant String := Visits.New_Reader;
      Where         : constant Place := Visits.Place_Of (Id);
      First, Second : Waiter;
      Result        : Batch;
      Deliveries    : Natural;
   begin
      First.Start (Id);
      Await_Waiter (Where);
      Rooms.Push ("naming", (1 => 'x'), Deliveries);
      First.Give (Result);
      Assert (Deliveries = 1 and then Result.Count = 1, "woken by the event");
      Second.Start (Id);
      Await_Waiter (Where);
      Visits.Leave (Id);
      Second.Give (Result);
      Assert (not Result.Is_Known, "woken by the end");
   end Test_Waking;

   --  Neither with something there nor for a time that is over.
   procedure Test_Not_Waiting (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id         : constant String := Visits.New_Reader;
      Deliveries : Natural;
   begin
      Assert (Visits.Taken (Id, Wait_Ms => 1).Count = 0, "the time is over");
      Rooms.Push ("naming", (1 => 'x'), Deliveries);
      Assert (Visits.Taken (Id, For_Ever_Ms).Count = 1, "there already");
      Visits.Leave (Id);
   end Test_Not_Waiting;

   procedure Test_Places_To_Wait (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id         : constant String := Visits.New_Reader;
      Is_Allowed : Boolean;

      procedure Wait_Too;

      procedure Wait_Too is
      begin
         Assert (Visits.Taken (Id, For_Ever_Ms).Count < 0, "let wait");
      end Wait_Too;

   begin
      Waiting.Configure (8);
      Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "the first");
      Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "the second");
      Waiting.Enter (Is_Allowed);
      Assert (not Is_Allowed, "the third of two");
      Expecting.Refusals.Expect_Refusal (Wait_Too'Access, "503");
      Waiting.Leave;
      Assert (Visits.Taken (Id, Wait_Ms => 1).Count = 0, "after one has left");
      Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "whoever has waited leaves");
      Waiting.Leave;
      Waiting.Leave;
      Visits.Leave (Id);
      Waiting.Configure (1);
      Assert (Waiting.Limit = 1, "one at least");
   end Test_Places_To_Wait;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Waking'Access, "waking");
      Register_Routine (Item, Test_Not_Waiting'Access, "not waiting");
      Register_Routine (Item, Test_Places_To_Wait'Access, "places to wait");
   end Register_Tests;

end Waiting_Tests;
