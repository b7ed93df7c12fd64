with Ada.Strings.Unbounded;
with Interfaces.C;
with Kit.UTF8;
with System;

package body Kit.JSON.Parsing is

   use Ada.Strings.Unbounded;

   subtype Digit is Character range '0' .. '9';

   --  'Value is slower, and rounds in its own way.
   function C_Strtod (Text : String; Stop : System.Address) return Interfaces.C.double
     with Import, Convention => C, External_Name => "strtod";

   function Encoded (Code : Natural) return String;

   -------------
   -- Encoded --
   -------------

   function Encoded (Code : Natural) return String is
      function Tail (Shift : Positive) return Character is
        (Character'Val (16#80# + Code / Shift mod 16#40#));
   begin
      if Code < 16#80# then
         return (1 => Character'Val (Code));
      elsif Code < 16#800# then
         return Character'Val (16#C0# + Code / 16#40#) & Tail (1);
      elsif Code < 16#1_0000# then
         return Character'Val (16#E0# + Code / 16#1000#) & Tail (16#40#) & Tail (1);
      else
         return Character'Val (16#F0# + Code / 16#4_0000#)
           & Tail (16#1000#) & Tail (16#40#) & Tail (1);
      end if;
   end Encoded;

   -----------
   -- Parse --
   -----------

   function Parse (Text : String; Within : Limits := (others => <>)) return Value is

      Next : Positive := Text'First;

      procedure Fail (Reason : String) with No_Return;
      function At_End return Boolean is (Next > Text'Last);
      function Here return Character is (if At_End then ASCII.NUL else Text (Next));
      procedure Skip_Blanks;
      procedure Expect (Word : String);
      function Parse_Value (Depth : Natural) return Value;
      function Parse_String return String;
      function Parse_Number return Value;
      function Parse_Array (Depth : Natural) return Value;
      function Parse_Object (Depth : Natural) return Value;
      function Parse_Escape return Natural;

      procedure Fail (Reason : String) is
         Line   : Positive := 1;
         Column : Positive := 1;
      begin
         for Index in Text'First .. Integer'Min (Next - 1, Text'Last) loop
            if Text (Index) = ASCII.LF then
               Line   := Line + 1;
               Column := 1;
            else
               Column := Column + 1;
            end if;
         end loop;
         raise Syntax_Error with "line" & Line'Image & " column" & Column'Image & ": " & Reason;
      end Fail;

      procedure Skip_Blanks is
      begin
         while not At_End
           and then Text (Next) in ' ' | ASCII.HT | ASCII.LF | ASCII.CR
         loop
            Next := Next + 1;
         end loop;
      end Skip_Blanks;

      procedure Expect (Word : String) is
      begin
         if Text'Last - Next < Word'Length - 1
           or else Text (Next .. Next + Word'Length - 1) /= Word
         then
            Fail ("expected " & Word);
         end if;
         Next := Next + Word'Length;
      end Expect;

      function Parse_Escape return Natural is
         Code : Natural := 0;
      begin
         for Count in 1 .. 4 loop
            case Here is
               when '0' .. '9' =>
                  Code := Code * 16 + Character'Pos (Here) - Character'Pos ('0');
               when 'a' .. 'f' =>
                  Code := Code * 16 + Character'Pos (Here) - Character'Pos ('a') + 10;
               when 'A' .. 'F' =>
                  Code := Code * 16 + Character'Pos (Here) - Character'Pos ('A') + 10;
               when others =>
                  Fail ("expected four hexadecimal digits after \u");
            end case;
            Next := Next + 1;
         end loop;
         return Code;
      end Parse_Escape;

      function Parse_String return String is
         Result : Unbounded_String;
         Start  : Positive;
         Size   : Natural;
         Code   : Natural;
      begin
         Expect ("""");
         loop
            Start := Next;
            while not At_End
              and then Text (Next) not in '"' | '\' | ASCII.NUL .. ASCII.US
            loop
               Size := UTF8.Sequence_Length (Text, Next);
               if Size = 0 then
                  Fail ("a string must be UTF-8");
               end if;
               Next := Next + Size;
            end loop;
            if Next > Start then
               Append (Result, Text (Start .. Next - 1));
            end if;
            if At_End then
               Fail ("expected "" at the end of the string");
            elsif Text (Next) = '"' then
               Next := Next + 1;
               return To_String (Result);
            elsif Text (Next) /= '\' then
               Fail ("a control character must be escaped in a string");
            end if;
            Next := Next + 1;
            case Here is
               when '"' | '\' | '/' => Append (Result, Here);
               when 'b'             => Append (Result, ASCII.BS);
               when 'f'             => Append (Result, ASCII.FF);
               when 'n'             => Append (Result, ASCII.LF);
               when 'r'             => Append (Result, ASCII.CR);
               when 't'             => Append (Result, ASCII.HT);
               when 'u'             =>
                  Next := Next + 1;
                  Code := Parse_Escape;
                  if Code in 16#D800# .. 16#DBFF# then
                     Expect ("\u");
                     declare
                        Low : constant Natural := Parse_Escape;
                     begin
                        if Low not in 16#DC00# .. 16#DFFF# then
                           Fail ("a high surrogate must be followed by a low one");
                        end if;
                        Code := 16#1_0000# + (Code - 16#D800#) * 16#400# + (Low - 16#DC00#);
                     end;
                  elsif Code in 16#DC00# .. 16#DFFF# then
                     Fail ("a low surrogate must follow a high one");
                  end if;
                  Append (Result, Encoded (Code));
                  Next := Next - 1;
               when others =>
                  Fail ("unknown escape in a string");
            end case;
            Next := Next + 1;
         end loop;
      end Parse_String;

      function Parse_Number return Value is
         Start : constant Positive := Next;
         Whole : Boolean := True;

         procedure Take_Digits;

         procedure Take_Digits is
         begin
            if Here not in Digit then
               Fail ("expected a digit");
            end if;
            while Here in Digit loop
               Next := Next + 1;
            end loop;
         end Take_Digits;

      begin
         if Here = '-' then
            Next := Next + 1;
         end if;
         if Here = '0' then
            Next := Next + 1;
            if Here in Digit then
               Fail ("a number must not start with 0");
            end if;
         else
            Take_Digits;
         end if;
         if Here = '.' then
            Whole := False;
            Next := Next + 1;
            Take_Digits;
         end if;
         if Here in 'e' | 'E' then
            Whole := False;
            Next := Next + 1;
            if Here in '+' | '-' then
               Next := Next + 1;
            end if;
            Take_Digits;
         end if;
         declare
            Image : constant String := Text (Start .. Next - 1);
            Real  : Long_Float;
         begin
            if Whole and then Image'Length <= 18 then
               return +Long_Long_Integer'Value (Image);
            end if;
            if Whole and then Image'Length <= 20 then
               begin
                  return +Long_Long_Integer'Value (Image);
               exception
                  when Constraint_Error =>
                     null;
               end;
            end if;
            Real := Long_Float (C_Strtod (Image & ASCII.NUL, System.Null_Address));
            if not (abs Real <= Long_Float'Last) then
               Fail ("the number is out of range");
            end if;
            return +Real;
         end;
      end Parse_Number;

      function Parse_Array (Depth : Natural) return Value is
         Result : Value := Empty_Array;
      begin
         Expect ("[");
         Skip_Blanks;
         if Here = ']' then
            Next := Next + 1;
            return Result;
         end if;
         loop
            if Length (Result) = Within.Items then
               Fail ("too many items in an array");
            end if;
            Append (Result, Parse_Value (Depth + 1));
            Skip_Blanks;
            exit when Here = ']';
            if Here /= ',' then
               Fail ("expected , or ] in an array");
            end if;
            Next := Next + 1;
         end loop;
         Next := Next + 1;
         return Result;
      end Parse_Array;

      function Parse_Object (Depth : Natural) return Value is
         Result : Value := Empty_Object;
      begin
         Expect ("{");
         Skip_Blanks;
         if Here = '}' then
            Next := Next + 1;
            return Result;
         end if;
         loop
            Skip_Blanks;
            if Here /= '"' then
               Fail ("expected a member name in double quotes");
            elsif Length (Result) = Within.Members then
               Fail ("too many members in an object");
            end if;
            declare
               Name : constant String := Parse_String;
            begin
               if Has (Result, Name) then
                  Fail ("member """ & Name & """ occurs twice");
               end if;
               Skip_Blanks;
               if Here /= ':' then
                  Fail ("expected : after a member name");
               end if;
               Next := Next + 1;
               Add (Result, Name, Parse_Value (Depth + 1));
            end;
            Skip_Blanks;
            exit when Here = '}';
            if Here /= ',' then
               Fail ("expected , or } in an object");
            end if;
            Next := Next + 1;
         end loop;
         Next := Next + 1;
         return Result;
      end Parse_Object;

      function Parse_Value (Depth : Natural) return Value is
      begin
         if Depth >= Within.Depth then
            Fail ("nested deeper than" & Within.Depth'Image & " levels");
         end if;
         Skip_Blanks;
         case Here is
            when '{'        => return Parse_Object (Depth);
            when '['        => return Parse_Array (Depth);
            when '"'        => return +Parse_String;
            when '-' | Digit => return Parse_Number;
            when 't'        => Expect ("true");  return +True;
            when 'f'        => Expect ("false"); return +False;
            when 'n'        => Expect ("null");  return Nothing;
            when others     =>
               Fail (if At_End then "unexpected end" else "expected a value");
         end case;
      end Parse_Value;

   begin
      return Result : constant Value := Parse_Value (0) do
         Skip_Blanks;
         if not At_End then
            Fail ("unexpected text after the value");
         end if;
      end return;
   end Parse;

end Kit.JSON.Parsing;
