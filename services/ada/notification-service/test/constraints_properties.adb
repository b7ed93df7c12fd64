with AUnit.Assertions;
with Drawing;
with Notification_Service.Constraints;
with Notification_Service.Events;
with Sample;

package body Constraints_Properties is

   use AUnit.Assertions;
   use Drawing;
   use Notification_Service.Constraints;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   View : constant Notification_Service.Events.Event := Sample.Full;

   --  A constraint of the grammar; Depth bounds it.
   function Sentence (Depth : Natural) return String;
   function Value (Depth : Natural) return String;

   --  One to eight characters of Text replaced, left out or put in.
   function Mutated (Text : String) return String;

   --  Neither parsing nor evaluating raises anything but what it says.
   procedure Try (Text : String; Is_Valid : out Boolean);

   function Value (Depth : Natural) return String is
     (case (if Depth = 0 then Draw (6) else Draw (9)) is
         when 0      => "$priority",
         when 1      => "'bound'",
         when 2      => "-12",
         when 3      => "3.5e1",
         when 4      => "$.remainder_of_body.parts[1].n",
         when 5      => "$tags",
         when 6      => Value (Depth - 1) & " + " & Value (Depth - 1),
         when 7      => Value (Depth - 1) & " / " & Value (Depth - 1),
         when others => '(' & Value (Depth - 1) & " * " & Value (Depth - 1) & ')');

   function Sentence (Depth : Natural) return String is
     (case (if Depth = 0 then Draw (3) else Draw (9)) is
         when 0      => "TRUE",
         when 1      => "exist $host",
         when 2      => "$Urgent",
         when 3      => Sentence (Depth - 1) & " and " & Sentence (Depth - 1),
         when 4      => Sentence (Depth - 1) & " or " & Sentence (Depth - 1),
         when 5      => "not (" & Sentence (Depth - 1) & ')',
         when 6      => Value (Depth - 1) & " <= " & Value (Depth - 1),
         when 7      => Value (Depth - 1) & " in $tags",
         when others => Value (Depth - 1) & " ~ " & Value (Depth - 1));

   function Mutated (Text : String) return String is
      Signs : constant String := "$.()[]+-*/~=!<>'\e9_ aT" & ASCII.NUL & Character'Val (255);
      Place : Positive;
   begin
      if Text = "" then
         return "$";
      end if;
      Place := Text'First + Draw (Text'Length);
      declare
         Before : constant String := Text (Text'First .. Place - 1);
         After  : constant String := Text (Place + 1 .. Text'Last);
         Sign   : constant Character := Signs (Signs'First + Draw (Signs'Length));
      begin
         return
           (case Draw (3) is
               when 0      => Before & After,
               when 1      => Before & Sign & After,
               when others => Before & Sign & Text (Place) & After);
      end;
   end Mutated;

   procedure Try (Text : String; Is_Valid : out Boolean) is
      Ignored : Boolean;
      pragma Unreferenced (Ignored);
   begin
      Is_Valid := False;
      Ignored  := Matches (Parse (Text), View.View);
      Is_Valid := True;
   exception
      when Invalid_Constraint =>
         null;
   end Try;

   procedure Test_Sentences (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Valid : Boolean;
   begin
      Start (1);
      for Round in 1 .. 2_000 loop
         declare
            Text : constant String := Sentence (3);
         begin
            Try (Text, Is_Valid);
            Assert (Is_Valid, "refused: " & Text);
         end;
      end loop;
   end Test_Sentences;

   procedure Test_Mutations (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Valid : Boolean;
      Refused  : Natural := 0;

      procedure Change (Text : String; Times : Natural);

      procedure Change (Text : String; Times : Natural) is
      begin
         Try (Text, Is_Valid);
         Refused := Refused + (if Is_Valid then 0 else 1);
         if Times > 0 then
            Change (Mutated (Text), Times - 1);
         end if;
      end Change;

   begin
      Start (2);
      for Round in 1 .. 2_000 loop
         Change (Sentence (3), 8);
      end loop;
      Assert (Refused in 2_000 .. 17_000, "refused:" & Refused'Image);
   end Test_Mutations;

   procedure Test_Noise (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Valid : Boolean;
      Refused  : Natural := 0;
   begin
      Start (3);
      for Round in 1 .. 5_000 loop
         Try (Noise (Draw (80)), Is_Valid);
         Refused := Refused + (if Is_Valid then 0 else 1);
      end loop;
      Assert (Refused > 4_500, "refused:" & Refused'Image);
   end Test_Noise;

   --  As deep and as long as a text can make them.
   procedure Test_Extremes (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Openings : constant array (1 .. 6) of access constant String :=
        (new String'("("), new String'("not ("), new String'("$a["), new String'("$a("),
         new String'("exist "), new String'("-"));
      Is_Valid : Boolean;
   begin
      for Opening of Openings loop
         for Count in 1 .. 250 loop
            declare
               Text : String (1 .. Opening'Length * Count);
            begin
               for Nth in 0 .. Count - 1 loop
                  Text (Nth * Opening'Length + 1 .. (Nth + 1) * Opening'Length) := Opening.all;
               end loop;
               Try (Text, Is_Valid);
               Assert (not Is_Valid, "taken: " & Text);
            end;
         end loop;
      end loop;
   end Test_Extremes;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Sentences'Access, "sentences of the grammar are taken");
      Register_Routine (Item, Test_Mutations'Access, "mutations raise nothing else");
      Register_Routine (Item, Test_Noise'Access, "noise raises nothing else");
      Register_Routine (Item, Test_Extremes'Access, "depth is bounded");
   end Register_Tests;

end Constraints_Properties;
