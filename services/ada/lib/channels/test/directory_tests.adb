with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Desks;
with Event_Channels;
with Expecting.Refusals;
with Kit.JSON.Printing;
with Letters;
with Rooms;
with Visits;

package body Directory_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Expecting.Refusals;
   use Rooms;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Test_Delivery (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      All_Of     : constant String := Visits.New_Reader;
      But_A      : constant String := Visits.New_Reader (Own => 'a');
      Writer     : constant String := Connect ("naming", Letters.Writer, '-');
      Deliveries : Natural;
      Result     : Event_Channels.Batch;
   begin
      Push ("naming", ('a', 'b'), Deliveries);
      Assert (Deliveries = 3, "each once where it is wanted:" & Deliveries'Image);
      Push ("orb", (1 => 'c'), Deliveries);
      Assert (Deliveries = 0, "nobody is at the other");
      Result := Visits.Taken (All_Of);
      Assert (Result.Text = "a,b" and then Result.Count = 2 and then Result.Left = 0, "all");
      Result := Visits.Taken (But_A);
      Assert (Result.Text = "b" and then Result.Losses = """own"":""a""", "but one");
      Assert (Visits.Taken (All_Of).Count = 0, "each once");
      Disconnect ("naming", Writer, Letters.Writer);
      Visits.Leave (All_Of);
      Visits.Leave (But_A);
   end Test_Delivery;

   procedure Test_Writers (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use type Kit.JSON.Value;
      Id    : constant String := Connect ("orb", Letters.Writer, '-');
      Where : Event_Channels.Place;
      Whose : Event_Channels.Owner;
   begin
      Assert (Id (1) = 'w', "an id");
      Find ("orb", Id, Letters.Writer, Where, Whose);
      Desks.Count_Pushed (Where, Whose, 3);
      Assert (Kit.JSON.As_Integer (Desks.Image (Where, Whose)) = 3, "what is pushed counts");
      Disconnect ("orb", Id, Letters.Writer);
      Desks.Count_Pushed (Where, Whose, 3);
      Assert (Desks.Image (Where, Whose) = Kit.JSON.Nothing, "gone");
   end Test_Writers;

   procedure Test_Images (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Add ("described", (Number => 3));
      Assert (Quality ("described").Number = 3 and then Quality ("orb").Number = 7, "properties are kept");
      Assert
        (Kit.JSON.Printing.Image (Image ("described"))
         = "{""name"":""described"",""builtIn"":false,""events"":0,"
           & """readers"":[],""writers"":[]}", "described");
      Assert (Kit.JSON.Length (Images) = 3, "with those that are always there");
      Remove ("described");
   end Test_Images;

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
         Add ("naming", Letters.Plain);
      end Add_Again;

      procedure Add_Bad is
      begin
         Add ("a/b", Letters.Plain);
      end Add_Bad;

      procedure Add_Many is
      begin
         for Letter in Character range 'A' .. 'Z' loop
            Add ("x" & Letter, Letters.Plain);
            Add ("y" & Letter, Letters.Plain);
         end loop;
      end Add_Many;

      procedure Connect_More is
      begin
         for Count in 0 .. Event_Channels.Max_Places loop
            Assert (Connect ("full", Letters.Reader, '-') (1) = 'r', "an id");
         end loop;
      end Connect_More;

      procedure Connect_Nowhere is
      begin
         Assert (Connect ("nowhere", Letters.Reader, '-') = "", "an id of nowhere");
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
      Add ("full", Letters.Plain);
      Expect_Refusal (Connect_More'Access, "503");
      --  All who were at it go with it.
      Remove ("full");
      Visits.Leave (Visits.New_Reader);
      Expect_Refusal (Add_Many'Access, "503");
      for Letter in Character range 'A' .. 'O' loop
         Remove ("x" & Letter);
         Remove ("y" & Letter);
      end loop;
   end Test_Limits;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Delivery'Access, "delivery");
      Register_Routine (Item, Test_Writers'Access, "writers");
      Register_Routine (Item, Test_Images'Access, "images");
      Register_Routine (Item, Test_Limits'Access, "limits");
   end Register_Tests;

end Directory_Tests;
