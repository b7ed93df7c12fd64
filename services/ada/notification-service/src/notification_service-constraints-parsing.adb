with Notification_Service.Constraints.Operands;
with Notification_Service.Constraints.Tokens;

package body Notification_Service.Constraints.Parsing is

   use Notification_Service.Constraints.Operands;
   use Notification_Service.Constraints.Tokens;
   use type Kit.JSON.Value;

   --  Each gives the node it has built.
   function Disjunction (Self : in out Reader) return Positive;
   function Conjunction (Self : in out Reader) return Positive;
   function Comparison (Self : in out Reader) return Positive;
   function Membership (Self : in out Reader) return Positive;
   function Substring (Self : in out Reader) return Positive;
   function Sum (Self : in out Reader) return Positive;
   function Product (Self : in out Reader) return Positive;
   function Negated (Self : in out Reader) return Positive;
   function Factor (Self : in out Reader) return Positive;

   --  Joins Left with what Right gives.
   function Binary
     (Self     : in out Reader;
      Operator : Operators;
      Left     : Positive;
      Right    : not null access function (Self : in out Reader) return Positive)
      return Positive;

   ------------
   -- Binary --
   ------------

   function Binary
     (Self     : in out Reader;
      Operator : Operators;
      Left     : Positive;
      Right    : not null access function (Self : in out Reader) return Positive)
      return Positive
   is
      Second : Positive;
   begin
      Advance (Self.Scan);
      Second := Right (Self);
      return Add (Self, (Operation, Operator, Kit.JSON.Nothing, Left, Second));
   end Binary;

   -----------------
   -- Disjunction --
   -----------------

   function Disjunction (Self : in out Reader) return Positive is
      Result : Positive := Conjunction (Self);
   begin
      while Kind (Self.Scan) = Or_Word loop
         Result := Binary (Self, Either, Result, Conjunction'Access);
      end loop;
      return Result;
   end Disjunction;

   -----------------
   -- Conjunction --
   -----------------

   function Conjunction (Self : in out Reader) return Positive is
      Result : Positive := Comparison (Self);
   begin
      while Kind (Self.Scan) = And_Word loop
         Result := Binary (Self, Both, Result, Comparison'Access);
      end loop;
      return Result;
   end Conjunction;

   ----------------
   -- Comparison --
   ----------------

   function Comparison (Self : in out Reader) return Positive is
      Left : constant Positive := Membership (Self);
   begin
      return
        (case Kind (Self.Scan) is
            when Tokens.Equal    => Binary (Self, Equal, Left, Membership'Access),
            when Tokens.Unequal  => Binary (Self, Unequal, Left, Membership'Access),
            when Tokens.Less     => Binary (Self, Less, Left, Membership'Access),
            when Tokens.At_Most  => Binary (Self, At_Most, Left, Membership'Access),
            when Tokens.Greater  => Binary (Self, Greater, Left, Membership'Access),
            when Tokens.At_Least => Binary (Self, At_Least, Left, Membership'Access),
            when others          => Left);
   end Comparison;

   ----------------
   -- Membership --
   ----------------

   function Membership (Self : in out Reader) return Positive is
      Left : constant Positive := Substring (Self);
   begin
      return
        (if Kind (Self.Scan) = In_Word
         then Binary (Self, Within, Left, Component_Of'Access) else Left);
   end Membership;

   ---------------
   -- Substring --
   ---------------

   function Substring (Self : in out Reader) return Positive is
      Left : constant Positive := Sum (Self);
   begin
      return
        (if Kind (Self.Scan) = Tilde then Binary (Self, Part_Of, Left, Sum'Access) else Left);
   end Substring;

   ---------
   -- Sum --
   ---------

   function Sum (Self : in out Reader) return Positive is
      Result : Positive := Product (Self);
   begin
      while Kind (Self.Scan) in Tokens.Plus | Tokens.Minus loop
         Result := Binary
           (Self, (if Kind (Self.Scan) = Tokens.Plus then Plus else Minus), Result,
            Product'Access);
      end loop;
      return Result;
   end Sum;

   -------------
   -- Product --
   -------------

   function Product (Self : in out Reader) return Positive is
      Result : Positive := Negated (Self);
   begin
      while Kind (Self.Scan) in Star | Slash loop
         Result := Binary
           (Self, (if Kind (Self.Scan) = Star then Times else Over), Result, Negated'Access);
      end loop;
      return Result;
   end Product;

   -------------
   -- Negated --
   -------------

   function Negated (Self : in out Reader) return Positive is
      Operand : Positive;
   begin
      if Kind (Self.Scan) /= Not_Word then
         return Factor (Self);
      end if;
      Advance (Self.Scan);
      Operand := Factor (Self);
      return Add (Self, (Kind => Negation, First => Operand, others => <>));
   end Negated;

   ------------
   -- Factor --
   ------------

   function Factor (Self : in out Reader) return Positive is
      Operand : Positive;

      function Read (Item : Kit.JSON.Value) return Positive;

      function Read (Item : Kit.JSON.Value) return Positive is
      begin
         Advance (Self.Scan);
         return Add (Self, (Kind => Literal, Value => Item, others => <>));
      end Read;

   begin
      case Kind (Self.Scan) is
         when Open =>
            Self.Depth := Self.Depth + 1;
            if Self.Depth > Max_Depth then
               Fail (Self.Scan, "nested deeper than" & Max_Depth'Image & " levels");
            end if;
            Advance (Self.Scan);
            Operand := Disjunction (Self);
            Expect (Self, Close);
            Self.Depth := Self.Depth - 1;
            return Operand;
         when Exist_Word =>
            Advance (Self.Scan);
            Operand := Component_Of (Self);
            return Add (Self, (Kind => Existence, First => Operand, others => <>));
         when Dollar     => return Component_Of (Self);
         when Text       => return Read (+Content (Self.Scan));
         when Number     => return Read (Value (Self.Scan));
         when True_Word  => return Read (+True);
         when False_Word => return Read (+False);
         when Tokens.Plus | Tokens.Minus =>
            return Signed_Number (Self);
         when Tokens.Name =>
            Fail (Self.Scan, "a name without $: " & Content (Self.Scan));
         when others =>
            Fail (Self.Scan, "expected a value, found " & Word (Kind (Self.Scan)));
      end case;
   end Factor;

   -----------
   -- Parse --
   -----------

   function Parse (Text : String) return Constraint is
      Self : Reader :=
        (Size => Text'Length, Scan => Open_Text (Text), others => <>);
   begin
      if Kind (Self.Scan) /= End_Of_Text then
         Self.Built.Root := Disjunction (Self);
         if Kind (Self.Scan) /= End_Of_Text then
            Fail (Self.Scan, "unexpected " & Word (Kind (Self.Scan)));
         end if;
      end if;
      return Self.Built;
   end Parse;

end Notification_Service.Constraints.Parsing;
