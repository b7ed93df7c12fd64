with Ada.Strings.Fixed;
with Interface_Repository.Tokens.Literals;

package body Interface_Repository.Tokens.Scanning is

   subtype Digit is Character range '0' .. '9';

   --  NUL past the end; a NUL in the text is no token either.
   function Here (Self : Scanner; Ahead : Natural := 0) return Character is
     (if Self.Next + Ahead <= Self.Size then Element (Self.Source, Self.Next + Ahead)
      else ASCII.NUL);

   function Is_Letter (Item : Character) return Boolean is
     (Item in 'a' .. 'z' | 'A' .. 'Z' | '_');

   function Is_Over (Self : Scanner) return Boolean is (Self.Next > Self.Size);

   --  One character further, with lines counted.
   procedure Step (Self : in out Scanner);

   procedure Skip_Blanks (Self : in out Scanner);
   procedure Skip_Comment (Self : in out Scanner);
   procedure Set_Place (Self : in out Scanner);
   procedure Scan_Word (Self : in out Scanner);
   procedure Scan_Number (Self : in out Scanner);
   procedure Scan_Quoted (Self : in out Scanner; Quote : Character);
   procedure Scan_Directive (Self : in out Scanner);
   procedure Scan_Sign (Self : in out Scanner);

   -------------
   -- Advance --
   -------------

   procedure Advance (Self : in out Scanner) is
   begin
      Skip_Blanks (Self);
      Set_Place (Self);
      Self.Is_Escaped := False;
      Self.Text := Null_Unbounded_String;
      if Is_Over (Self) then
         Self.Kind := End_Of_Text;
      elsif Is_Letter (Here (Self)) then
         Scan_Word (Self);
      elsif Here (Self) in Digit
        or else (Here (Self) = '.' and then Here (Self, 1) in Digit)
      then
         Scan_Number (Self);
      else
         case Here (Self) is
            when '"' | ''' => Scan_Quoted (Self, Here (Self));
            when '#'       => Scan_Directive (Self);
            when others    => Scan_Sign (Self);
         end case;
      end if;
   end Advance;

   ----------
   -- Step --
   ----------

   procedure Step (Self : in out Scanner) is
   begin
      if Here (Self) = ASCII.LF then
         Self.Line       := Self.Line + 1;
         Self.Line_First := Self.Next + 1;
      end if;
      Self.Next := Self.Next + 1;
   end Step;

   ---------------
   -- Set_Place --
   ---------------

   procedure Set_Place (Self : in out Scanner) is
   begin
      Self.Place := (Self.Line, Self.Next - Self.Line_First + 1);
   end Set_Place;

   ------------------
   -- Skip_Comment --
   ------------------

   procedure Skip_Comment (Self : in out Scanner) is
   begin
      Set_Place (Self);
      if Here (Self, 1) = '/' then
         while not Is_Over (Self) and then Here (Self) /= ASCII.LF loop
            Step (Self);
         end loop;
         return;
      end if;
      Step (Self);
      Step (Self);
      while not (Here (Self) = '*' and then Here (Self, 1) = '/') loop
         if Is_Over (Self) then
            Fail (Self.Place, "a comment that does not end");
         end if;
         Step (Self);
      end loop;
      Step (Self);
      Step (Self);
   end Skip_Comment;

   -----------------
   -- Skip_Blanks --
   -----------------

   procedure Skip_Blanks (Self : in out Scanner) is
   begin
      loop
         if Here (Self) in ' ' | ASCII.HT | ASCII.LF | ASCII.VT | ASCII.FF | ASCII.CR then
            Step (Self);
         elsif Here (Self) = '/' and then Here (Self, 1) in '/' | '*' then
            Skip_Comment (Self);
         else
            return;
         end if;
      end loop;
   end Skip_Blanks;

   ---------------
   -- Scan_Word --
   ---------------

   procedure Scan_Word (Self : in out Scanner) is
      First : Positive;
   begin
      --  L'x' and L"x" are read as 'x' and "x".
      if Here (Self) = 'L' and then Here (Self, 1) in '"' | ''' then
         Step (Self);
         Scan_Quoted (Self, Here (Self));
         return;
      end if;
      Self.Kind := Word;
      if Here (Self) = '_' then
         Self.Is_Escaped := True;
         Step (Self);
         if not Is_Letter (Here (Self)) or else Here (Self) = '_' then
            Fail (Self.Place, "a name begins with a letter");
         end if;
      end if;
      First := Self.Next;
      while Is_Letter (Here (Self)) or else Here (Self) in Digit loop
         Step (Self);
      end loop;
      if Self.Next - First > Max_Name_Length then
         Fail (Self.Place, "a name has at most" & Max_Name_Length'Image & " characters");
      end if;
      Self.Text := Unbounded_Slice (Self.Source, First, Self.Next - 1);
   end Scan_Word;

   -----------------
   -- Scan_Number --
   -----------------

   procedure Scan_Number (Self : in out Scanner) is
      First : constant Positive := Self.Next;
      Hexed : constant Boolean  := Here (Self) = '0' and then Here (Self, 1) in 'x' | 'X';
   begin
      Self.Kind := Whole;
      loop
         case Here (Self) is
            when Digit => null;
            when 'x' | 'X' =>
               exit when not (Hexed and then Self.Next = First + 1);
            when 'a' .. 'd' | 'f' | 'A' .. 'D' | 'F' =>
               exit when not Hexed;
            when 'e' | 'E' =>
               if not Hexed then
                  Self.Kind := Real;
                  if Here (Self, 1) in '+' | '-' then
                     Step (Self);
                  end if;
               end if;
            when '.' =>
               exit when Hexed;
               Self.Kind := Real;
            when others =>
               exit;
         end case;
         Step (Self);
      end loop;
      if Is_Letter (Here (Self)) or else Self.Next - First > Max_Name_Length then
         Fail (Self.Place, "a malformed number");
      end if;
      Self.Text := Unbounded_Slice (Self.Source, First, Self.Next - 1);
   end Scan_Number;

   -----------------
   -- Scan_Quoted --
   -----------------

   procedure Scan_Quoted (Self : in out Scanner; Quote : Character) is
      First : Positive;
   begin
      Self.Kind := (if Quote = '"' then Text else Char);
      Step (Self);
      First := Self.Next;
      while Here (Self) /= Quote loop
         if Is_Over (Self) or else Here (Self) in ASCII.LF | ASCII.NUL then
            Fail (Self.Place, "a literal without its closing quote");
         elsif Here (Self) = '\' then
            Step (Self);
            if Is_Over (Self) or else Here (Self) = ASCII.LF then
               Fail (Self.Place, "a literal without its closing quote");
            end if;
         end if;
         Step (Self);
      end loop;
      Self.Text := To_Unbounded_String
        (Literals.Unescaped (Slice (Self.Source, First, Self.Next - 1), Self.Place));
      Step (Self);
      if Self.Kind = Char and then Length (Self.Text) /= 1 then
         Fail (Self.Place, "a character literal of not one character");
      end if;
   end Scan_Quoted;

   --------------------
   -- Scan_Directive --
   --------------------

   procedure Scan_Directive (Self : in out Scanner) is
      First : constant Positive := Self.Next;
      Intro : constant String := "#pragma";
   begin
      if Ada.Strings.Fixed.Trim
           (Slice (Self.Source, Self.Line_First, First - 1), Ada.Strings.Both) /= ""
      then
         Fail (Self.Place, "a directive begins its line");
      end if;
      while not Is_Over (Self) and then Here (Self) not in ASCII.LF | ASCII.CR loop
         Step (Self);
      end loop;
      if Self.Next - First < Intro'Length
        or else Slice (Self.Source, First, First + Intro'Length - 1) /= Intro
      then
         Fail (Self.Place, "no directive but #pragma is taken");
      end if;
      Self.Kind := Directive;
      Self.Text := Unbounded_Slice (Self.Source, First + Intro'Length, Self.Next - 1);
   end Scan_Directive;

   ---------------
   -- Scan_Sign --
   ---------------

   procedure Scan_Sign (Self : in out Scanner) is
   begin
      Self.Kind := Sign;
      case Here (Self) is
         when '{' | '}' | '(' | ')' | '[' | ']' | '<' | '>' | ';' | ',' | '=' | '+' | '-' | '*'
            | '/' | '%' | '|' | '^' | '&' | '~' =>
            Self.Text := To_Unbounded_String ((1 => Here (Self)));
         when ':' =>
            Self.Text := To_Unbounded_String (if Here (Self, 1) = ':' then "::" else ":");
         when others =>
            Fail
              (Self.Place,
               (if Here (Self) in '!' .. '~' then "unexpected " & Here (Self)
                else "an unexpected character"));
      end case;
      for Count in 1 .. Length (Self.Text) loop
         Step (Self);
      end loop;
   end Scan_Sign;

end Interface_Repository.Tokens.Scanning;
