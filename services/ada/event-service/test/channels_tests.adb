with Ada.Exceptions;
with AUnit.Assertions;
with Event_Service.Buffers;
with Event_Service.Channels;
with Event_Service.Connections;
with Event_Service.Events;
with Event_Service.Waiting;
with Kit.HTTP;
with Kit.JSON.Parsing;

package body Channels_Tests is

   use AUnit.Assertions;
   use Event_Service;
   use Event_Service.Channels;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect_Refusal (Action : not null access procedure; Status : String);

   Some_Events : constant Events.Event_List := Events.Decode_All
     (Kit.JSON.Parsing.Parse ("{""events"":[{""type"":""a""},{""type"":""b""}]}"));

   function Consumer (Name : String; Limit : Positive := 10) return String is
     (Connect (Name, Connections.Consumer, Limit));

   function Taken (Name, Id : String) return Connections.Batch;

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

   function Taken (Name, Id : String) return Connections.Batch is
      Place : Connections.Place;
      Owner : Connections.Owner;
   begin
      return Result : Connections.Batch do
         Find (Name, Id, Connections.Consumer, Place, Owner);
         Connections.Take (Place, Owner, 10, Result);
      end return;
   end Taken;

   procedure Test_Delivery (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Early : constant String := Consumer ("naming");
      Short : constant String := Consumer ("naming", 1);
      Other : constant String := Consumer ("orb");
   begin
      Deliver ("naming", Some_Events);
      declare
         Late : constant String := Consumer ("naming");
      begin
         Assert (Taken ("naming", Early).Count = 2, "all events");
         Assert (Taken ("naming", Early).Count = 0, "each once");
         Assert (Taken ("naming", Late).Count = 0, "none from before");
         Assert (Taken ("naming", Short).Dropped = 1, "what does not fit is counted");
         Assert (Taken ("orb", Other).Count = 0, "none of another channel");
         Disconnect ("naming", Late, Connections.Consumer);
      end;
      Disconnect ("naming", Early, Connections.Consumer);
      Disconnect ("naming", Short, Connections.Consumer);
      Disconnect ("orb", Other, Connections.Consumer);
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
         Add ("naming");
      end Add_Again;

      procedure Add_Bad is
      begin
         Add ("a/b");
      end Add_Bad;

      procedure Add_Many is
      begin
         for Letter in Character range 'A' .. 'Z' loop
            Add ("x" & Letter);
            Add ("y" & Letter);
         end loop;
      end Add_Many;

      procedure Connect_More is
      begin
         for Count in 0 .. Connections.Max_Connections loop
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
      Add ("full");
      Expect_Refusal (Connect_More'Access, "503");
      Remove ("full");
      Disconnect ("naming", Consumer ("naming"), Connections.Consumer);
      Expect_Refusal (Add_Many'Access, "503");
      for Letter in Character range 'A' .. 'O' loop
         Remove ("x" & Letter);
         Remove ("y" & Letter);
      end loop;
   end Test_Limits;

   procedure Test_Suppliers (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id    : constant String := Connect ("orb", Connections.Supplier, Buffers.Default_Events);
      Place : Connections.Place;
      Owner : Connections.Owner;
   begin
      Assert (Id (1) = 'p', "an id");
      Find ("orb", Id, Connections.Supplier, Place, Owner);
      Connections.Count_Pushed (Place, Owner, 3);
      Deliver ("orb", Some_Events);
      Assert
        (Kit.JSON.As_Integer (Kit.JSON.Get (Connections.Image (Place, Owner), "pushed")) = 3,
         "pushed are counted, none are received");
      Disconnect ("orb", Id, Connections.Supplier);
      Assert (Kit.JSON."=" (Connections.Image (Place, Owner), Kit.JSON.Nothing), "gone");
   end Test_Suppliers;

   --  Whoever waits is woken by an event, and by the end of his connection.
   procedure Test_Waiting (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Id    : constant String := Consumer ("naming");
      Place : Connections.Place;
      Owner : Connections.Owner;
   begin
      Find ("naming", Id, Connections.Consumer, Place, Owner);
      declare
         task Waiter;

         task body Waiter is
         begin
            --  Much longer than a test may take.
            Connections.Wait (Place, 100_000);
         end Waiter;
      begin
         Deliver ("naming", Some_Events);
      end;
      Assert (Taken ("naming", Id).Count = 2, "the events");
      declare
         task Waiter;

         task body Waiter is
         begin
            Connections.Wait (Place, 100_000);
         end Waiter;
      begin
         Disconnect ("naming", Id, Connections.Consumer);
      end;
   end Test_Waiting;

   procedure Test_Places_To_Wait (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Allowed : Boolean;
   begin
      Waiting.Configure (4);
      Waiting.Enter (Is_Allowed);
      Assert (Is_Allowed, "the first");
      Waiting.Enter (Is_Allowed);
      Assert (not Is_Allowed, "the second of one");
      Waiting.Leave;
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
