package body Notification_Service.Constraints.Operands is

   use Ada.Strings.Unbounded;
   use Notification_Service.Constraints.Tokens;
   use type Kit.JSON.Value;
   use all type Kit.JSON.Kinds;

   procedure Add_Step (Self : in out Reader; Kind : Step_Kinds; Index : Natural := 0);

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

end Notification_Service.Constraints.Operands;
