with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Event_Channels.Waiting;
with Event_Service.Buffers;
with Event_Service.Channels;
with Event_Service.Connections;
with Event_Service.Events;
with Event_Service.Stores;
with Expecting.Refusals;
with Kit.JSON.Parsing;

package body Channels_Tests is

   use AUnit.Assertions;
   use type Ada.Strings.Unbounded.Unbounded_String;
   use Expecting.Refusals;
   use Event_Service;
   use Event_Service.Channels;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   Some_Events : constant Events.Event_List := Events.Decode_All
     (Kit.JSON.Parsing.Parse ("{""events"":[{""type"":""a""},{""type"":""b""}]}"));

   function Consumer (Name : String; Limit : Positive := 10) return String is
     (Connect (Name, Stores.Consumer, Limit));

   function Taken (Name, Id : String) return Event_Channels.Batch;

   function Taken (Name, Id : String) return Event_Channels.Batch is
      Place : Event_Channels.Place;
      Owner : Event_Channels.Owner;
   begin
      return Result : Event_Channels.Batch do
         Find (Name, Id, Stores.Consumer, Place, Owner);
         Connections.Take (Place, Owner, 10, 0, Result);
      end return;
   end Taken;

   procedure Test_Delivery (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Early : constant String := Consumer ("naming");
      Short : constant String := Consumer ("naming", 1);
      Other : constant String := Consumer ("orb");

      Deliveries : Natural;
   begin
      Push ("naming", Some_Events, Deliveries);
      declare
         Late : constant String := Consumer ("naming");
      begin
         Assert (Taken ("naming", Early).Count = 2, "all events");
         Assert (Taken ("naming", Early).Count = 0, "each once");
         Assert (Taken ("naming", Late).Count = 0, "none from before");
         Assert (Taken ("naming", Short).Losses = """dropped"": 1", "what does not fit is counted");
         Assert (Taken ("orb", Other).Count = 0, "none of another channel");
         Disconnect ("naming", Late, Stores.Consumer);
      end;
      Disconnect ("naming", Early, Stores.Consumer);
      Disconnect ("naming", Short, Stores.Consumer);
      Disconnect ("orb", Other, Stores.Consumer);
   end Test_Delivery;

   procedure Test_Limits (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Add_Again;
      procedure Add_Bad;
      procedure Add_Many;
      procedure Connect_More;
      procedure Connect_Nowhere;
      procedure Remove_Built_In;

      procedure Add_Again is
      begin
         Add ("naming", Stores.Plain);
      end Add_Again;

      procedure Add_Bad is
      begin
         Add ("a/b", Stores.Plain);
      end Add_Bad;

      procedure Add_Many is
      begin
         for Letter in Character range 'A' .. 'Z' loop
            Add ("x" & Letter, Stores.Plain);
            Add ("y" & Letter, Stores.Plain);
         end loop;
      end Add_Many;

      procedure Connect_More is
      begin
         for Count in 0 .. Event_Channels.Max_Places loop
            Assert (Consumer ("full") (1) = 'c', "an id");
         end loop;
      end Connect_More;

      procedure Connect_Nowhere is
      begin
         Assert (Consumer ("nowhere") = "", "an id of nowhere");
      end Connect_Nowhere;

      procedure Remove_Built_In is
      begin
         Remove ("orb");
      end Remove_Built_In;

   begin
      Expect_Refusal (Add_Again'Access, "409");
      Expect_Refusal (Add_Bad'Access, "400");
      Expect_Refusal (Remove_Built_In'Access, "409");
      Expect_Refusal (Connect_Nowhere'Access, "404");
      Add ("full", Stores.Plain);
      Expect_Refusal (Connect_More'Access, "503");
      Remove ("full");
      Disconnect ("naming", Consumer ("naming"), Stores.Consumer);
      Expect_Refusal (Add_Many'Access, "503");
      for Letter in Character range 'A' .. 'O' loop
         Remove ("x" & Letter);
         Remove ("y" & Letter);
      end loop;
   end Test_Limits;

   procedure Test_Suppliers (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id    : constant String := Connect ("orb", Stores.Supplier, Buffers.Default_Events);
      Place : Event_Channels.Place;
      Owner : Event_Channels.Owner;

      Deliveries : Natural;
   begin
      Assert (Id (1) = 'p', "an id");
      Find ("orb", Id, Stores.Supplier, Place, Owner);
      Connections.Count_Pushed (Place, Owner, 3);
      Push ("orb", Some_Events, Deliveries);
      Assert
        (Kit.JSON.As_Integer (Kit.JSON.Get (Connections.Image (Place, Owner), "pushed")) = 3,
         "pushed are counted, none are received");
      Disconnect ("orb", Id, Stores.Supplier);
      Assert (Kit.JSON."=" (Connections.Image (Place, Owner), Kit.JSON.Nothing), "gone");
   end Test_Suppliers;

   --  Whoever waits is woken by an event, and by the end of his connection.
   procedure Test_Waiting (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id    : constant String := Consumer ("naming");
      Place : Event_Channels.Place;
      Owner : Event_Channels.Owner;

      procedure Await_Waiter;

      --  What follows reaches one who waits already.
      procedure Await_Waiter is
      begin
         while Connections.Waiters (Place) = 0 loop
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
         Connections.Take (Place, Owner, 10, Wait_Ms => 100_000, Result => Found);
         accept Give (Result : out Event_Channels.Batch) do
            Result := Found;
         end Give;
      end Waiter;

      Result     : Event_Channels.Batch;
      Deliveries : Natural;
   begin
      Find ("naming", Id, Stores.Consumer, Place, Owner);
      declare
         First : Waiter;
      begin
         Await_Waiter;
         Push ("naming", Some_Events, Deliveries);
         First.Give (Result);
      end;
      Assert (Deliveries = 2 and then Result.Count > 0, "woken by an event");
      Assert (Result.Count + Taken ("naming", Id).Count = 2, "each once");
      declare
         Second : Waiter;
      begin
         Await_Waiter;
         Disconnect ("naming", Id, Stores.Consumer);
         Second.Give (Result);
      end;
      Assert (not Result.Is_Known, "the place is nobody's");
   end Test_Waiting;

   procedure Test_Places_To_Wait (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Allowed : Boolean;
   begin
      Event_Channels.Waiting.Configure (4);
      Event_Channels.Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "the first");
      Event_Channels.Waiting.Enter (Is_Allowed);
      Assert (not Is_Allowed, "the second of one");
      Event_Channels.Waiting.Leave;
   end Test_Places_To_Wait;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Delivery'Access, "delivery");
      Register_Routine (Item, Test_Limits'Access, "limits");
      Register_Routine (Item, Test_Suppliers'Access, "suppliers");
      Register_Routine (Item, Test_Waiting'Access, "waiting");
      Register_Routine (Item, Test_Places_To_Wait'Access, "places to wait");
   end Register_Tests;

end Channels_Tests;
