with Ada.Exceptions;
with AUnit.Assertions;
with Corba.Octets;
with GIOP_Protocol.Faults;
with GIOP_Protocol.Images;
with Kit.JSON.Printing;
with Random_Messages;

package body Properties_Tests is

   use AUnit.Assertions;
   use GIOP_Protocol;
   use Random_Messages;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   Messages  : constant := 2_000;
   Mutations : constant := 20;

   function Mutated (From : in out Source; Octets : String) return String;

   --  Decoded is what went in, and encodes to the same octets.
   procedure Test_Identity (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      From    : Source;
      Message : Kit.JSON.Value;
      Types   : Kit.JSON.Value;
      Again   : Kit.JSON.Value;
   begin
      Start (From, 16#9E37_79B9_7F4A_7C15#);
      for Nth in 1 .. Messages loop
         Make (From, Message, Types);
         declare
            Octets : constant String := Images.Encoded (Message);
            What   : constant String :=
              "message" & Nth'Image & ' ' & Kit.JSON.Printing.Image (Message);
         begin
            Again := Images.Decoded (Octets, Types);
            Assert
              (Kit.JSON.Same (Kit.JSON.Get (Again, "body"), Kit.JSON.Get (Message, "body")),
               What & " comes back as " & Kit.JSON.Printing.Image (Again));
            for Index in 1 .. Kit.JSON.Length (Again) loop
               if Kit.JSON.Has (Message, Kit.JSON.Name (Again, Index)) then
                  Assert
                    (Kit.JSON.Same
                       (Kit.JSON.Element (Again, Index),
                        Kit.JSON.Get (Message, Kit.JSON.Name (Again, Index))),
                     What & " differs in " & Kit.JSON.Name (Again, Index));
               end if;
            end loop;
            Assert (Images.Encoded (Again) = Octets, What & " encodes to other octets");
         end;
      end loop;
   end Test_Identity;

   -------------
   -- Mutated --
   -------------

   function Mutated (From : in out Source; Octets : String) return String is
      Result : String := Octets;
      Choice : Natural;
      Place  : Natural;
      Value  : Natural;
   begin
      if Octets = "" then
         return "";
      end if;
      Pick (From, 4, Choice);
      Pick (From, Octets'Length, Place);
      Place := Octets'First + Place;
      case Choice is
         when 0 =>
            return Octets (Octets'First .. Place - 1);
         when 1 =>
            --  A length that lies, most likely.
            Result (Place .. Natural'Min (Place + 3, Result'Last)) := (others => Character'Last);
            return Result;
         when 2 =>
            return Octets (Octets'First .. Place) & Octets (Place .. Octets'Last);
         when others =>
            Pick (From, 255, Value);
            Result (Place) := Character'Val ((Character'Pos (Result (Place)) + Value + 1) mod 256);
            return Result;
      end case;
   end Mutated;

   --  Whatever the octets: JSON, or the one exception, at an octet of theirs.
   procedure Test_Mutations (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      From     : Source;
      Message  : Kit.JSON.Value;
      Types    : Kit.JSON.Value;
      Rejected : Natural := 0;

      procedure Try (Octets : String; Of_Types : Kit.JSON.Value);

      procedure Try (Octets : String; Of_Types : Kit.JSON.Value) is
         Offset : Natural;
         First  : Positive;
      begin
         Assert (Kit.JSON.Length (Images.Decoded (Octets, Of_Types)) > 0, "an object");
      exception
         when Error : Faults.Malformed =>
            Rejected := Rejected + 1;
            Faults.Split (Ada.Exceptions.Exception_Message (Error), Offset, First);
            Assert
              (Offset <= Octets'Length,
               Corba.Octets.To_Hex (Octets) & ": octet" & Offset'Image & " is past the end");
      end Try;

   begin
      Start (From, 16#D1B5_4A32_D192_ED03#);
      for Nth in 1 .. Messages loop
         Make (From, Message, Types);
         declare
            Octets : constant String := Images.Encoded (Message);
         begin
            for Times in 1 .. Mutations loop
               Try (Mutated (From, Octets), Types);
               Try (Mutated (From, Mutated (From, Octets & "x")), Kit.JSON.Nothing);
            end loop;
         end;
      end loop;
      Assert (Rejected > Messages * Mutations, "most are rejected:" & Rejected'Image);
   end Test_Mutations;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Identity'Access, "decoded is what was encoded");
      Register_Routine (Item, Test_Mutations'Access, "mutated octets");
   end Register_Tests;

end Properties_Tests;
