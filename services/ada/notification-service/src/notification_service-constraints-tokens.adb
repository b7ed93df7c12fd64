with Ada.Characters.Handling;

package body Notification_Service.Constraints.Tokens is

   use Ada.Strings.Unbounded;
   use type Kit.JSON.Value;

   subtype Digit is Character range '0' .. '9';

   --  More do not fit a long long.
   Max_Digits : constant := 18;

   --  NUL past the end; a NUL in the text is no token either.
   function Here (Self : Scanner; Ahead : Natural := 0) return Character is
     (if Self.Next + Ahead <= Self.Size then Self.Source (Self.Next + Ahead) else ASCII.NUL);

   function Is_Blank (Item : Character) return Boolean is
     (Item in ' ' | ASCII.HT | ASCII.LF | ASCII.CR);

   function Is_Letter (Item : Character) return Boolean is
     (Item in 'a' .. 'z' | 'A' .. 'Z' | '_');

   function Keyword (Spelling : String) return Kinds is
     (if Spelling = "and" then And_Word
      elsif Spelling = "or" then Or_Word
      elsif Spelling = "not" then Not_Word
      elsif Spelling = "in" then In_Word
      elsif Spelling = "exist" then Exist_Word
      elsif Spelling = "TRUE" then True_Word
      elsif Spelling = "FALSE" then False_Word
      else Name);

   procedure Scan_Name (Self : in out Scanner; Is_Escaped : Boolean);
   procedure Scan_Number (Self : in out Scanner);
   procedure Scan_Text (Self : in out Scanner);
   procedure Scan_Sign (Self : in out Scanner);

   ----------
   -- Word --
   ----------

   function Word (Kind : Kinds) return String is
     (case Kind is
         when End_Of_Text   => "the end",
         when Name          => "a name",
         when Number        => "a number",
         when Text          => "a string",
         when Dollar        => "$",
         when Dot           => ".",
         when Open          => "(",
         when Close         => ")",
         when Open_Bracket  => "[",
         when Close_Bracket => "]",
         when Plus          => "+",
         when Minus         => "-",
         when Star          => "*",
         when Slash         => "/",
         when Tilde         => "~",
         when Equal         => "==",
         when Unequal       => "!=",
         when Less          => "<",
         when At_Most       => "<=",
         when Greater       => ">",
         when At_Least      => ">=",
         when And_Word      => "and",
         when Or_Word       => "or",
         when Not_Word      => "not",
         when In_Word       => "in",
         when Exist_Word    => "exist",
         when True_Word     => "TRUE",
         when False_Word    => "FALSE");

   ----------
   -- Fail --
   ----------

   procedure Fail (Self : Scanner; Reason : String) is
   begin
      raise Invalid_Constraint with Reason & " at character" & Self.First'Image;
   end Fail;

   ---------------
   -- Open_Text --
   ---------------

   function Open_Text (Source : String) return Scanner is
   begin
      if Source'Length > Max_Length then
         raise Invalid_Constraint
           with "a constraint has at most" & Max_Length'Image & " characters";
      end if;
      return Result : Scanner := (Size => Source'Length, Source => Source, others => <>) do
         Advance (Result);
      end return;
   end Open_Text;

   function Kind (Self : Scanner) return Kinds is (Self.Kind);
   function Content (Self : Scanner) return String is (To_String (Self.Text));
   function Value (Self : Scanner) return Kit.JSON.Value is (Self.Number);

   -------------
   -- Advance --
   -------------

   procedure Advance (Self : in out Scanner) is
   begin
      while Is_Blank (Here (Self)) loop
         Self.Next := Self.Next + 1;
      end loop;
      Self.First := Self.Next;
      if Self.Next > Self.Size then
         Self.Kind := End_Of_Text;
      elsif Is_Letter (Here (Self)) then
         Scan_Name (Self, Is_Escaped => False);
      elsif Here (Self) = '\' and then Is_Letter (Here (Self, 1)) then
         Self.Next := Self.Next + 1;
         Scan_Name (Self, Is_Escaped => True);
      elsif Here (Self) in Digit then
         Scan_Number (Self);
      elsif Here (Self) = ''' then
         Scan_Text (Self);
      else
         Scan_Sign (Self);
      end if;
   end Advance;

   ---------------
   -- Scan_Name --
   ---------------

   procedure Scan_Name (Self : in out Scanner; Is_Escaped : Boolean) is
      First : constant Positive := Self.Next;
   begin
      while Is_Letter (Here (Self)) or else Here (Self) in Digit loop
         Self.Next := Self.Next + 1;
      end loop;
      Self.Text := To_Unbounded_String (Self.Source (First .. Self.Next - 1));
      Self.Kind := (if Is_Escaped then Name else Keyword (To_String (Self.Text)));
   end Scan_Name;

   -----------------
   -- Scan_Number --
   -----------------

   procedure Scan_Number (Self : in out Scanner) is
      Is_Whole : Boolean := True;

      procedure Skip_Digits;

      procedure Skip_Digits is
      begin
         while Here (Self) in Digit loop
            Self.Next := Self.Next + 1;
         end loop;
      end Skip_Digits;

      Real : Long_Float;
   begin
      Skip_Digits;
      if Here (Self) = '.' and then Here (Self, 1) in Digit then
         Is_Whole  := False;
         Self.Next := Self.Next + 1;
         Skip_Digits;
      end if;
      if Here (Self) in 'e' | 'E'
        and then Here (Self, (if Here (Self, 1) in '+' | '-' then 2 else 1)) in Digit
      then
         Is_Whole  := False;
         Self.Next := Self.Next + 2;
         Skip_Digits;
      end if;
      declare
         Image : constant String := Self.Source (Self.First .. Self.Next - 1);
      begin
         Self.Kind := Number;
         if Is_Whole and then Image'Length <= Max_Digits then
            Self.Number := +Long_Long_Integer'Value (Image);
         else
            Real := Long_Float'Value (Image);
            if not (Real <= Long_Float'Last) then
               Fail (Self, "a number that is too large");
            end if;
            Self.Number := +Real;
         end if;
      end;
   exception
      when Constraint_Error =>
         Fail (Self, "a number that is too large");
   end Scan_Number;

   ---------------
   -- Scan_Text --
   ---------------

   procedure Scan_Text (Self : in out Scanner) is
   begin
      Self.Kind := Text;
      Self.Text := Null_Unbounded_String;
      loop
         Self.Next := Self.Next + 1;
         if Self.Next > Self.Size then
            Fail (Self, "a string without its closing quote");
         elsif Here (Self) = ''' then
            Self.Next := Self.Next + 1;
            return;
         elsif Here (Self) = '\' and then Here (Self, 1) in ''' | '\' then
            Self.Next := Self.Next + 1;
         end if;
         Append (Self.Text, Here (Self));
      end loop;
   end Scan_Text;

   ---------------
   -- Scan_Sign --
   ---------------

   procedure Scan_Sign (Self : in out Scanner) is
      Is_Double : constant Boolean := Here (Self, 1) = '=';
      Length    : Positive := 1;
   begin
      case Here (Self) is
         when '$' => Self.Kind := Dollar;
         when '.' => Self.Kind := Dot;
         when '(' => Self.Kind := Open;
         when ')' => Self.Kind := Close;
         when '[' => Self.Kind := Open_Bracket;
         when ']' => Self.Kind := Close_Bracket;
         when '+' => Self.Kind := Plus;
         when '-' => Self.Kind := Minus;
         when '*' => Self.Kind := Star;
         when '/' => Self.Kind := Slash;
         when '~' => Self.Kind := Tilde;
         when '<' => Self.Kind := (if Is_Double then At_Most else Less);
         when '>' => Self.Kind := (if Is_Double then At_Least else Greater);
         when '=' | '!' =>
            if not Is_Double then
               Fail (Self, "a lone " & Here (Self));
            end if;
            Self.Kind := (if Here (Self) = '=' then Equal else Unequal);
         when others =>
            Fail
              (Self,
               (if Ada.Characters.Handling.Is_Graphic (Here (Self)) and then Here (Self) < '~'
                then "unexpected " & Here (Self)
                else "an unexpected character"));
      end case;
      if Self.Kind in Equal | Unequal | At_Most | At_Least then
         Length := 2;
      end if;
      Self.Next := Self.Next + Length;
   end Scan_Sign;

end Notification_Service.Constraints.Tokens;
