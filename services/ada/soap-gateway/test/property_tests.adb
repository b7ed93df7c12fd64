with Ada.Exceptions;
with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Drawing;
with Kit.JSON.Printing;
with SOAP_Gateway.Envelopes;
with SOAP_Gateway.Faults;
with SOAP_Gateway.Printing;

package body Property_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Kit.JSON;
   use SOAP_Gateway;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  A failure names the seed of its case.
   function Below (Limit : Positive) return Natural renames Drawing.Draw;

   function Random_Text return String;
   function Random_Name (Index : Positive) return String;
   function Random_Value (Depth : Natural) return Value;
   function Random_Members (Depth : Natural) return Value;
   function Random_Content (Kind : String) return Value;
   function Mutated (Text : String) return String;

   -----------------
   -- Random_Text --
   -----------------

   function Random_Text return String is
      Result : Unbounded_String;
   begin
      for Count in 1 .. Below (12) loop
         case Below (8) is
            when 0 => Append (Result, "<&>""']]>");
            when 1 => Append (Result, ASCII.CR & ASCII.LF & ASCII.HT & ' ');
            --  U+00E9, U+20AC, U+1F600.
            when 2 => Append (Result, Character'Val (16#C3#) & Character'Val (16#A9#));
            when 3 =>
               Append
                 (Result, Character'Val (16#E2#) & Character'Val (16#82#)
                  & Character'Val (16#AC#));
            when 4 =>
               Append
                 (Result, Character'Val (16#F0#) & Character'Val (16#9F#)
                  & Character'Val (16#98#) & Character'Val (16#80#));
            when others => Append (Result, Character'Val (32 + Below (95)));
         end case;
      end loop;
      return To_String (Result);
   end Random_Text;

   function Random_Name (Index : Positive) return String is
     (Character'Val (Character'Pos ('a') + Below (26)) & '_'
      & Ada.Strings.Fixed.Trim (Index'Image, Ada.Strings.Left));

   --------------------
   -- Random_Members --
   --------------------

   function Random_Members (Depth : Natural) return Value is
   begin
      return Result : Value := Empty_Object do
         for Index in 1 .. Below (4) loop
            Add (Result, Random_Name (Index), Random_Value (Depth));
         end loop;
      end return;
   end Random_Members;

   ------------------
   -- Random_Value --
   ------------------

   function Random_Value (Depth : Natural) return Value is
      Result : Value;
   begin
      case Below (if Depth = 0 then 6 else 9) is
         when 0 => return Nothing;
         when 1 => return +(Below (2) = 1);
         when 2 => return +(Long_Long_Integer (Below (2_000_000_000)) - 1_000_000_000);
         when 3 =>
            return +(Long_Long_Integer (Below (2_000_000_000)) * 4_000_000_000
                     - 4_000_000_000_000_000_000);
         when 4 =>
            return +((Long_Float (Below (2_000_000_000)) - 1.0e9)
                     * 10.0 ** (Below (400) - 200));
         when 5 => return +Random_Text;
         when 6 | 7 =>
            Result := Empty_Array;
            for Count in 1 .. Below (4) loop
               Append (Result, Random_Value (Depth - 1));
            end loop;
            return Result;
         when others =>
            return Random_Members (Depth - 1);
      end case;
   end Random_Value;

   --------------------
   -- Random_Content --
   --------------------

   function Random_Content (Kind : String) return Value is
      Outputs : Value;
   begin
      return Result : Value := Empty_Object do
         Add (Result, "kind", Kind);
         if Kind = "fault" then
            Add (Result, "code", (if Below (2) = 0 then "Client" else "Server.Lost"));
            Add (Result, "string", 'x' & Random_Text);
            if Below (2) = 0 then
               Add (Result, "detail", Random_Members (3));
            end if;
         else
            Add (Result, "operation", Random_Name (1));
            Add (Result, "namespace", "urn:" & Random_Name (2) & "&<");
            if Kind = "request" then
               Add (Result, "target", "t" & Random_Name (3));
               Add (Result, "arguments", Random_Members (4));
            else
               Add (Result, "result", Random_Value (4));
               Outputs := Random_Members (2);
               if Length (Outputs) > 0 then
                  Add (Result, "outputs", Outputs);
               end if;
            end if;
         end if;
      end return;
   end Random_Content;

   -------------
   -- Mutated --
   -------------

   function Mutated (Text : String) return String is
      Result : Unbounded_String := To_Unbounded_String (Text);
      Place  : Positive;

      function Piece return String is
        (case Below (14) is
            when 0      => "<",
            when 1      => "&#x0;",
            when 2      => "<!DOCTYPE x>",
            when 3      => "<![CDATA[",
            when 4      => "]]>",
            when 5      => "<!--",
            when 6      => "</item>",
            when 7      => " href='#a' id='a'",
            when 8      => " xsi:type=""xsd:short""",
            when 9      => " SOAP-ENC:arrayType='xsd:int[2,3]'",
            when 10     => " xmlns:SOAP-ENV='u'",
            when 11     => "<?p?>",
            when others => (1 => Character'Val (Below (256))));

   begin
      for Count in 1 .. 1 + Below (3) loop
         Place := 1 + Below (Length (Result));
         case Below (5) is
            when 0 => Result := Head (Result, Place);
            when 1 => Delete (Result, Place, Integer'Min (Length (Result), Place + Below (20)));
            when 2 => Replace_Element (Result, Place, Character'Val (Below (256)));
            when 3 =>
               Insert
                 (Result, Place,
                  Slice (Result, Place, Integer'Min (Length (Result), Place + Below (60))));
            when others => Insert (Result, Place, Piece);
         end case;
         exit when Length (Result) = 0;
      end loop;
      return To_String (Result);
   end Mutated;

   procedure Test_Round_Trip (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Check (Kind : String; Seed : Positive);

      procedure Check (Kind : String; Seed : Positive) is
         Content : constant Value := Random_Content (Kind);
         Got     : Value;
      begin
         Got := Envelopes.Decoded
           (To_String (SOAP_Gateway.Printing.Encoded (Content)),
            (if Kind = "response" then Envelopes.Response else Envelopes.Request));
         for Index in 1 .. Length (Content) loop
            Assert
              (Same (Get (Got, Name (Content, Index)), Element (Content, Index)),
               Kind & Seed'Image & ", " & Name (Content, Index) & ": "
               & Kit.JSON.Printing.Image (Content) & " came back as "
               & Kit.JSON.Printing.Image (Got));
         end loop;
      end Check;

   begin
      for Seed in 1 .. 400 loop
         Drawing.Start (Seed);
         Check ("request", Seed);
         Check ("response", Seed);
         Check ("fault", Seed);
      end loop;
   end Test_Round_Trip;

   procedure Test_Mutations (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Accepted : Natural := 0;
      Refused  : Natural := 0;

      procedure Check (Text : String; Seed : Positive);

      procedure Check (Text : String; Seed : Positive) is
         Got : Value;
      begin
         Got := Envelopes.Decoded (Text);
         Assert (Has (Got, "kind"), "seed" & Seed'Image);
         Accepted := Accepted + 1;
      exception
         when Faults.Raised =>
            Refused := Refused + 1;
         when Error : others =>
            Assert
              (False, "seed" & Seed'Image & " raises "
               & Ada.Exceptions.Exception_Information (Error) & " for " & Text);
      end Check;

   begin
      for Seed in 1 .. 5_000 loop
         Drawing.Start (Seed);
         Check
           (Mutated
              (To_String
                 (SOAP_Gateway.Printing.Encoded
                    (Random_Content (if Below (4) = 0 then "fault" else "request")))),
            Seed);
      end loop;
      Assert (Refused > 1_000, "most are refused, but only" & Refused'Image);
      Assert (Accepted > 100, "some are harmless, but only" & Accepted'Image);
   end Test_Mutations;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Round_Trip'Access, "what is encoded is decoded");
      Register_Routine (Item, Test_Mutations'Access, "no input raises anything but a fault");
   end Register_Tests;

end Property_Tests;
