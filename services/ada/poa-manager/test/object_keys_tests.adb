with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Drawing;
with POA_Manager.Object_Keys;

package body Object_Keys_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Drawing;
   use POA_Manager.Object_Keys;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect_Malformed (Key : String);

   procedure Expect_Malformed (Key : String) is
   begin
      Assert (Parse (Key).Id = Parse (Key).Path, "unreachable");
      Assert (False, "accepted: " & Key);
   exception
      when Malformed => null;
   end Expect_Malformed;

   procedure Test_Keys (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Key : constant String := Image ("RootPOA/services", Persistent, "polyorb/echo 1");
   begin
      Assert (Key = "RootPOA/services/persistent/polyorb%2fecho%201", Key);
      Assert
        (Parse (Key) = (To_Unbounded_String ("RootPOA/services"),
                        To_Unbounded_String (Persistent),
                        To_Unbounded_String ("polyorb/echo 1")), "parsed");
      Assert (Life'Length = 8 and then Life = Life, "one life");
   end Test_Keys;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Malformed ("");
      Expect_Malformed ("echo");
      Expect_Malformed ("a/b");
      Expect_Malformed ("/a/b");
      Expect_Malformed ("a/b/");
      Expect_Malformed ("a/b/%4");
      Expect_Malformed ("a/b/%4g");
   end Test_Malformed;

   --  Any id comes back; any octets are a key or Malformed.
   procedure Test_Any_Octets (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Parsed : Natural := 0;
   begin
      Start (22);
      for Round in 1 .. 3_000 loop
         declare
            Text : String := Noise (Round mod 16 + 1);
         begin
            Assert (Parse (Image ("a/b", "c", Text)).Id = Text, "comes back");
            Assert (Parse (Image ("a/b", "c", Text)).Path = "a/b", "with its path");
            for Place of Text loop
               if Place in '0' .. '9' then
                  Place := '/';
               elsif Place in 'a' .. 'z' then
                  Place := '%';
               end if;
            end loop;
            Assert (Length (Parse (Text).Id) > 0, "has an id");
            Parsed := Parsed + 1;
         exception
            when Malformed => null;
         end;
      end loop;
      Assert (Parsed > 0, "some are keys");
   end Test_Any_Octets;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Keys'Access, "made and parsed");
      Register_Routine (Item, Test_Malformed'Access, "malformed");
      Register_Routine (Item, Test_Any_Octets'Access, "any octets");
   end Register_Tests;

end Object_Keys_Tests;
