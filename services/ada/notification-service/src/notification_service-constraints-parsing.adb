with Notification_Service.Constraints.Tokens;

package body Notification_Service.Constraints.Parsing is

   use Ada.Strings.Unbounded;
   use Notification_Service.Constraints.Tokens;
   use type Kit.JSON.Value;
   use all type Kit.JSON.Kinds;

   type Reader (Size : Natural) is limited record
      Scan  : Scanner (Size);
      Built : Constraint;
      Depth : Natural := 0;
   end record;

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
   function Component_Of (Self : in out Reader) return Positive;
   function Signed_Number (Self : in out Reader) return Positive;

   function Add (Self : in out Reader; Item : Node) return Positive;
   procedure Add_Step (Self : in out Reader; Kind : Step_Kinds; Index : Natural := 0);
   procedure Expect (Self : in out Reader; Wanted : Kinds);

   --  Joins Left with what Right gives.
   function Binary
     (Self     : in out Reader;
      Operator : Operators;
      Left     : Positive;
      Right    : not null access function (Self : in out Reader) return Positive)
      return Positive;

   ---------
   -- Add --
   ---------

   function Add (Self : in out Reader; Item : Node) return Positive is
   begin
      if Natural (Self.Built.Nodes.Length) = Max_Nodes then
         Fail (Self.Scan, "more than" & Max_Nodes'Image & " parts");
      end if;
      Self.Built.Nodes.Append (Item);
      return Self.Built.Nodes.Last_Index;
   end Add;

   --------------
   -- Add_Step --
   --------------

   procedure Add_Step (Self : in out Reader; Kind : Step_Kinds; Index : Natural := 0) is
   begin
      Self.Built.Steps.Append
        (Step'(Kind, To_Unbounded_String (Content (Self.Scan)), Index));
   end Add_Step;

   ------------
   -- Expect --
   ------------

   procedure Expect (Self : in out Reader; Wanted : Kinds) is
   begin
      if Kind (Self.Scan) /= Wanted then
         Fail
           (Self.Scan, "expected " & Word (Wanted) & ", found " & Word (Kind (Self.Scan)));
      end if;
      Advance (Self.Scan);
   end Expect;

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

   -------------------
   -- Signed_Number --
   -------------------

   function Signed_Number (Self : in out Reader) return Positive is
      Is_Negative : constant Boolean := Kind (Self.Scan) = Tokens.Minus;
      Item        : Kit.JSON.Value;
   begin
      Advance (Self.Scan);
      Item := Value (Self.Scan);
      Expect (Self, Number);
      if Is_Negative then
         Item :=
           (if Kit.JSON.Kind (Item) = Integer_Value then +(-Kit.JSON.As_Integer (Item))
            else +(-Kit.JSON.As_Float (Item)));
      end if;
      return Add (Self, (Kind => Literal, Value => Item, others => <>));
   end Signed_Number;

   ------------------
   -- Component_Of --
   ------------------

   function Component_Of (Self : in out Reader) return Positive is
      First : Positive;

      --  .name, .name(key) and .name[3], each after the other.
      procedure Read_Step;

      procedure Read_Step is
      begin
         case Kind (Self.Scan) is
            when Dot =>
               Advance (Self.Scan);
               Add_Step (Self, (if Content (Self.Scan) = "_length" then Size else Member));
               Expect (Self, Tokens.Name);
            when Open =>
               Advance (Self.Scan);
               Add_Step (Self, Member);
               Expect (Self, Tokens.Name);
               Expect (Self, Close);
            when others =>
               Advance (Self.Scan);
               if Kit.JSON.Kind (Value (Self.Scan)) /= Integer_Value
                 or else Kit.JSON.As_Integer (Value (Self.Scan)) >= 1_000_000
               then
                  Fail (Self.Scan, "expected an index");
               end if;
               Add_Step (Self, Item, Natural (Kit.JSON.As_Integer (Value (Self.Scan))));
               Expect (Self, Number);
               Expect (Self, Close_Bracket);
         end case;
      end Read_Step;

   begin
      Expect (Self, Dollar);
      First := Self.Built.Steps.Last_Index + 1;
      if Kind (Self.Scan) = Tokens.Name then
         Add_Step (Self, Named);
         Advance (Self.Scan);
      elsif Kind (Self.Scan) /= Dot then
         Fail (Self.Scan, "expected a name or . after $");
      end if;
      while Kind (Self.Scan) in Dot | Open | Open_Bracket loop
         Read_Step;
      end loop;
      return Add
        (Self,
         (Kind => Component, First => First, Second => Self.Built.Steps.Last_Index,
          others => <>));
   end Component_Of;

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
