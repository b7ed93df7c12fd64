with Ada.Numerics;
with Ada.Numerics.Long_Elementary_Functions;

package body Orb_Core.Expressions is

   use Ada.Numerics.Long_Elementary_Functions;

   Max_Depth  : constant := 100;
   Max_Length : constant := 4_096;

   function Value (Text : String) return Long_Float is

      Next  : Positive := Text'First;
      Depth : Natural  := 0;

      procedure Fail (Reason : String) with No_Return;
      function Here return Character is (if Next > Text'Last then ASCII.NUL else Text (Next));
      procedure Skip_Blanks;
      function Sum return Long_Float;
      function Product return Long_Float;
      function Signed return Long_Float;
      function Power return Long_Float;
      function Atom return Long_Float;
      function Number return Long_Float;
      function Named return Long_Float;

      procedure Fail (Reason : String) is
      begin
         raise Syntax_Error
           with Reason & " at character" & Integer'Image (Next - Text'First + 1);
      end Fail;

      procedure Skip_Blanks is
      begin
         while Here = ' ' loop
            Next := Next + 1;
         end loop;
      end Skip_Blanks;

      function Number return Long_Float is
         First : constant Positive := Next;
         Dots  : Natural := 0;
      begin
         while Here in '0' .. '9' | '.' loop
            Dots := Dots + (if Here = '.' then 1 else 0);
            Next := Next + 1;
         end loop;
         if Dots > 1 or else Text (First) = '.' or else Text (Next - 1) = '.' then
            Fail ("malformed number");
         end if;
         return Long_Float'Value (Text (First .. Next - 1));
      end Number;

      function Named return Long_Float is
         First : constant Positive := Next;
      begin
         while Here in 'a' .. 'z' loop
            Next := Next + 1;
         end loop;
         declare
            Name : constant String := Text (First .. Next - 1);
            Item : Long_Float;
         begin
            if Name = "pi" then
               return Ada.Numerics.Pi;
            elsif Name = "e" then
               return Ada.Numerics.e;
            end if;
            Skip_Blanks;
            if Here /= '(' then
               Fail ("unknown name " & Name);
            end if;
            Item := Atom;
            if Name = "sqrt" and then Item >= 0.0 then
               return Sqrt (Item);
            elsif Name = "sqrt" then
               Fail ("the root of a negative number");
            elsif Name = "abs" then
               return abs Item;
            elsif Name = "sin" then
               return Sin (Item);
            elsif Name = "cos" then
               return Cos (Item);
            elsif Name = "log" and then Item > 0.0 then
               return Log (Item);
            elsif Name = "log" then
               Fail ("the logarithm of a number that is not positive");
            end if;
            Fail ("unknown function " & Name);
         end;
      end Named;

      function Atom return Long_Float is
         Result : Long_Float;
      begin
         Skip_Blanks;
         case Here is
            when '0' .. '9' | '.' =>
               return Number;
            when 'a' .. 'z' =>
               return Named;
            when '(' =>
               Next   := Next + 1;
               Result := Sum;
               if Here /= ')' then
                  Fail ("expected )");
               end if;
               Next := Next + 1;
               return Result;
            when others =>
               Fail ("expected a number");
         end case;
      end Atom;

      function Power return Long_Float is
         Base : constant Long_Float := Atom;
      begin
         Skip_Blanks;
         if Here /= '^' then
            return Base;
         end if;
         Next := Next + 1;
         declare
            --  To the right: 2 ^ 3 ^ 2 is 2 ^ 9.
            Exponent : constant Long_Float := Signed;
         begin
            if Base = 0.0 and then Exponent < 0.0 then
               raise Division_By_Zero;
            elsif Exponent = Long_Float'Truncation (Exponent)
              and then abs Exponent <= 1_000.0
            then
               return Base ** Integer (Exponent);
            elsif Base < 0.0 then
               Fail ("a fractional power of a negative number");
            end if;
            return Base ** Exponent;
         end;
      end Power;

      function Signed return Long_Float is
      begin
         Depth := Depth + 1;
         if Depth > Max_Depth then
            Fail ("nested too deep");
         end if;
         Skip_Blanks;
         return Result : Long_Float do
            if Here = '-' then
               Next   := Next + 1;
               Result := -Signed;
            else
               Result := Power;
            end if;
            Depth := Depth - 1;
         end return;
      end Signed;

      function Product return Long_Float is
         Result  : Long_Float := Signed;
         Divisor : Long_Float;
      begin
         loop
            Skip_Blanks;
            case Here is
               when '*' =>
                  Next   := Next + 1;
                  Result := Result * Signed;
               when '/' =>
                  Next    := Next + 1;
                  Divisor := Signed;
                  if Divisor = 0.0 then
                     raise Division_By_Zero;
                  end if;
                  Result := Result / Divisor;
               when others =>
                  return Result;
            end case;
         end loop;
      end Product;

      function Sum return Long_Float is
         Result : Long_Float := Product;
      begin
         loop
            Skip_Blanks;
            case Here is
               when '+' =>
                  Next   := Next + 1;
                  Result := Result + Product;
               when '-' =>
                  Next   := Next + 1;
                  Result := Result - Product;
               when others =>
                  return Result;
            end case;
         end loop;
      end Sum;

   begin
      if Text'Length > Max_Length then
         raise Syntax_Error with "an expression has at most 4096 characters";
      end if;
      return Result : constant Long_Float := Sum do
         if Next <= Text'Last then
            Fail ("expected an operator");
         elsif not (abs Result <= Long_Float'Last) then
            raise Constraint_Error with "no finite number";
         end if;
      end return;
   end Value;

end Orb_Core.Expressions;
