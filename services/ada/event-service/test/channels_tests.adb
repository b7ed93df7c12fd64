with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Event_Channels;
with Event_Service.Buffers;
with Event_Service.Channels;
with Event_Service.Connections;
with Event_Service.Events;
with Event_Service.Stores;
with Kit.JSON.Parsing;

package body Channels_Tests is

   use AUnit.Assertions;
   use type Ada.Strings.Unbounded.Unbounded_String;
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

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Delivery'Access, "delivery");
      Register_Routine (Item, Test_Suppliers'Access, "suppliers");
   end Register_Tests;

end Channels_Tests;
