--  The words and signs of a constraint.

private package Notification_Service.Constraints.Tokens is

   type Kinds is
     (End_Of_Text, Name, Number, Text, Dollar, Dot, Open, Close, Open_Bracket, Close_Bracket,
      Plus, Minus, Star, Slash, Tilde, Equal, Unequal, Less, At_Most, Greater, At_Least,
      And_Word, Or_Word, Not_Word, In_Word, Exist_Word, True_Word, False_Word);

   --  As an error message names it.
   function Word (Kind : Kinds) return String;

   type Scanner (Size : Natural) is limited private;

   --  At the first token. Raises Invalid_Constraint, as Advance does.
   function Open_Text (Source : String) return Scanner;

   procedure Advance (Self : in out Scanner);

   --  The token that the scanner is at.
   function Kind (Self : Scanner) return Kinds;

   --  Of a name, or of a text without quotes and escapes.
   function Content (Self : Scanner) return String;

   --  Of a number.
   function Value (Self : Scanner) return Kit.JSON.Value;

   --  Raises Invalid_Constraint that tells where the token begins.
   procedure Fail (Self : Scanner; Reason : String)
     with No_Return;

private

   type Scanner (Size : Natural) is limited record
      Source : String (1 .. Size);
      First  : Positive := 1;
      Next   : Positive := 1;
      Kind   : Kinds    := End_Of_Text;
      Text   : Ada.Strings.Unbounded.Unbounded_String;
      Number : Kit.JSON.Value;
   end record;

end Notification_Service.Constraints.Tokens;
