--  IDL text to tokens, each with its place.

with Ada.Strings.Unbounded;

package Interface_Repository.Tokens is

   Max_Source_Bytes : constant := 262_144;
   Max_Name_Length  : constant := 100;

   --  The message is line:column:reason.
   Invalid_IDL : exception;

   type Place is record
      Line   : Positive := 1;
      Column : Positive := 1;
   end record;

   procedure Fail (At_Place : Place; Reason : String)
     with No_Return;

   --  Out of the message of Invalid_IDL.
   procedure Split
     (Message : String; At_Place : out Place; Reason_First : out Positive);

   --  A directive is a line #pragma, without that word.
   type Kinds is (End_Of_Text, Word, Sign, Whole, Real, Char, Text, Directive);

   --  On the heap, for a text may be larger than a task's stack.
   type Scanner is limited private;

   --  To the first token. Raises Invalid_IDL, as Advance does.
   procedure Open (Self : in out Scanner; Source : String);

   procedure Advance (Self : in out Scanner);

   --  The token that the scanner is at.
   function Kind (Self : Scanner) return Kinds;
   function Where (Self : Scanner) return Place;

   --  A word as it is written, a sign, the content of a literal; of a number
   --  its spelling.
   function Content (Self : Scanner) return String;

   --  The word or sign, and no name that is escaped with _.
   function Is_At (Self : Scanner; Spelling : String) return Boolean;

   --  The same sign follows at once: << or >>.
   function Is_Doubled (Self : Scanner) return Boolean;

   --  A word that is a name: no keyword, or escaped.
   function Is_Name (Self : Scanner) return Boolean;

   --  Raises Invalid_IDL where it is too large.
   function Value (Self : Scanner) return Long_Long_Integer;
   function Value (Self : Scanner) return Long_Float;

   --  As an error message names it.
   function Described (Self : Scanner) return String;

private

   use Ada.Strings.Unbounded;

   type Scanner is limited record
      Source     : Unbounded_String;
      Size       : Natural  := 0;
      Next       : Positive := 1;
      Line       : Positive := 1;

      --  Where the line begins.
      Line_First : Positive := 1;
      Place      : Tokens.Place;
      Kind       : Kinds    := End_Of_Text;
      Text       : Unbounded_String;
      Is_Escaped : Boolean  := False;
   end record;

end Interface_Repository.Tokens;
