with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Drawing;
with Naming_Service.Names;

package body Names_Tests is

   use Ada.Strings.Fixed;
   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Drawing;
   use Naming_Service.Names;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect_Parts (Text, Parts : String);
   procedure Expect_Malformed (Text : String);

   --  "id|kind;id|kind;"
   procedure Expect_Parts (Text, Parts : String) is
      Found : Unbounded_String;
   begin
      for Part of Parse (Text) loop
         Append (Found, Part.Id & '|' & Part.Kind & ';');
      end loop;
      Assert (Found = Parts, Text & " gives " & To_String (Found));
      Assert (Image (Parse (Text)) = Text, Text & " becomes " & Image (Parse (Text)));
   end Expect_Parts;

   procedure Expect_Malformed (Text : String) is
   begin
      declare
         Found : constant Naming_Service.Names.Name := Parse (Text);
      begin
         Assert (False, "accepted with" & Found'Length'Image & " components: " & Text);
      end;
   exception
      when Malformed => null;
   end Expect_Malformed;

   --  The examples of the specification, and the corners of its grammar.
   procedure Test_Parse (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Parts ("a/b/c", "a|;b|;c|;");
      Expect_Parts ("a.b/c.d/.", "a|b;c|d;|;");
      Expect_Parts ("a\.b/c.d", "a.b|;c|d;");
      Expect_Parts (".kind", "|kind;");
      Expect_Parts (".", "|;");
      Expect_Parts ("./.", "|;|;");
      Expect_Parts ("a\/b.c\\", "a/b|c\;");
      Expect_Parts ("x y#z%.k", "x y#z%|k;");
   end Test_Parse;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Malformed ("");
      Expect_Malformed ("/");
      Expect_Malformed ("/a");
      Expect_Malformed ("a/");
      Expect_Malformed ("a//b");
      Expect_Malformed ("a.");
      Expect_Malformed ("a./b");
      Expect_Malformed ("a.b.c");
      Expect_Malformed ("..");
      Expect_Malformed ("a\");
      Expect_Malformed ("a\b");
      Expect_Malformed ("a" & ASCII.NUL);
   end Test_Malformed;

   procedure Test_Limits (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Deep : constant String := (Max_Components - 1) * "a/" & "a";
   begin
      Assert (Parse (Deep)'Length = Max_Components, "the most components");
      Expect_Malformed (Deep & "/a");
      Assert (Parse (Max_Part_Length * "a")'Length = 1, "the longest id");
      Expect_Malformed ((Max_Part_Length + 1) * "a");
      Expect_Malformed ("a." & (Max_Part_Length + 1) * "a");
      --  Four ids of 255 octets, with what stands between them.
      Assert (Parse (3 * (255 * "a" & "/") & 256 * "a")'Length = 4, "the longest name");
      Expect_Malformed (4 * (255 * "a" & "/") & "a");
   end Test_Limits;

   --  Whatever a name holds comes back from its text.
   procedure Test_Round_Trip (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      function Part return Unbounded_String is
        (To_Unbounded_String (Text (Draw (6), Of_Signs => "/.\ab")));

   begin
      Start (20);
      for Round in 1 .. 2_000 loop
         declare
            Whole : Naming_Service.Names.Name (1 .. Draw (4) + 1);
         begin
            for Each of Whole loop
               Each := (Part, Part);
            end loop;
            Assert (Parse (Image (Whole)) = Whole, "comes back: " & Image (Whole));
         end;
      end loop;
   end Test_Round_Trip;

   --  Any octets are a name or Malformed; what is a name prints as it was.
   procedure Test_Any_Octets (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Marks  : constant String := "/.\a" & ASCII.NUL & Character'Val (255);
      Parsed : Natural := 0;
   begin
      Start (21);
      for Round in 1 .. 5_000 loop
         declare
            Given : constant String := Text (Round mod 12, Of_Signs => Marks);
         begin
            Assert (Image (Parse (Given)) = Given, "prints as it was: " & Given);
            Parsed := Parsed + 1;
         exception
            when Malformed => null;
         end;
      end loop;
      Assert (Parsed > 0, "some are names");
   end Test_Any_Octets;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Parse'Access, "as the specification writes them");
      Register_Routine (Item, Test_Malformed'Access, "malformed");
      Register_Routine (Item, Test_Limits'Access, "limits");
      Register_Routine (Item, Test_Round_Trip'Access, "any parts, there and back");
      Register_Routine (Item, Test_Any_Octets'Access, "any octets");
   end Register_Tests;

end Names_Tests;
