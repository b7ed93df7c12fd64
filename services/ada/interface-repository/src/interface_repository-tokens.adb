with Ada.Strings.Fixed;
with Interface_Repository.Keywords;
with Interface_Repository.Tokens.Literals;
with Interface_Repository.Tokens.Scanning;

package body Interface_Repository.Tokens is

   ----------
   -- Fail --
   ----------

   procedure Fail (At_Place : Place; Reason : String) is
      Line   : constant String := At_Place.Line'Image;
      Column : constant String := At_Place.Column'Image;
   begin
      raise Invalid_IDL
        with Line (2 .. Line'Last) & ':' & Column (2 .. Column'Last) & ':' & Reason;
   end Fail;

   -----------
   -- Split --
   -----------

   procedure Split
     (Message : String; At_Place : out Place; Reason_First : out Positive)
   is
      First  : constant Positive := Ada.Strings.Fixed.Index (Message, ":");
      Second : constant Positive := Ada.Strings.Fixed.Index (Message, ":", First + 1);
   begin
      At_Place :=
        (Line   => Positive'Value (Message (Message'First .. First - 1)),
         Column => Positive'Value (Message (First + 1 .. Second - 1)));
      Reason_First := Second + 1;
   end Split;

   ----------
   -- Open --
   ----------

   procedure Open (Self : in out Scanner; Source : String) is
   begin
      if Source'Length > Max_Source_Bytes then
         Fail ((1, 1), "an IDL text has at most" & Max_Source_Bytes'Image & " bytes");
      end if;
      Self.Source := To_Unbounded_String (Source);
      Self.Size   := Source'Length;
      Advance (Self);
   end Open;

   function Kind (Self : Scanner) return Kinds is (Self.Kind);
   function Where (Self : Scanner) return Place is (Self.Place);
   function Content (Self : Scanner) return String is (To_String (Self.Text));

   function Is_At (Self : Scanner; Spelling : String) return Boolean is
     (Self.Kind in Word | Sign and then not Self.Is_Escaped and then Self.Text = Spelling);

   function Is_Doubled (Self : Scanner) return Boolean is
     (Self.Kind = Sign and then Length (Self.Text) = 1
      and then Self.Next <= Self.Size
      and then Element (Self.Source, Self.Next) = Element (Self.Text, 1));

   function Is_Name (Self : Scanner) return Boolean is
     (Self.Kind = Word
      and then (Self.Is_Escaped or else not Keywords.Is_Keyword (To_String (Self.Text))));

   function Value (Self : Scanner) return Long_Long_Integer is
     (Literals.Whole_Value (To_String (Self.Text), Self.Place));

   function Value (Self : Scanner) return Long_Float is
     (Literals.Real_Value (To_String (Self.Text), Self.Place));

   ---------------
   -- Described --
   ---------------

   function Described (Self : Scanner) return String is
     (case Self.Kind is
         when End_Of_Text  => "the end",
         when Word | Sign  => To_String (Self.Text),
         when Whole | Real => "a number",
         when Char         => "a character",
         when Text         => "a string",
         when Directive    => "#pragma");

   procedure Advance (Self : in out Scanner) is
   begin
      Scanning.Advance (Self);
   end Advance;

end Interface_Repository.Tokens;
