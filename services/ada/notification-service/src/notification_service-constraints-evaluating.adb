with Ada.Characters.Handling;
with Ada.Strings.Fixed;

package body Notification_Service.Constraints.Evaluating is

   use Ada.Strings.Unbounded;
   use type Kit.JSON.Value;
   use all type Kit.JSON.Kinds;

   --  A component is missing, or an operand has another type.
   Mismatch : exception;

   subtype Numbers is Kit.JSON.Kinds range Integer_Value .. Float_Value;

   function Evaluated
     (Item : Constraint; Index : Positive; View : Kit.JSON.Value) return Kit.JSON.Value;

   function Truth
     (Item : Constraint; Index : Positive; View : Kit.JSON.Value) return Boolean;

   function Operated
     (Item : Constraint; Of_Node : Node; View : Kit.JSON.Value) return Kit.JSON.Value;

   --  Found is False where the event has no such component.
   procedure Find
     (Item : Constraint; Of_Node : Node; View : Kit.JSON.Value;
      Result : out Kit.JSON.Value; Found : out Boolean);

   --  $name: a part of the fixed header, else a field of the variable header,
   --  else filterable data.
   procedure Find_Named
     (View : Kit.JSON.Value; Name : String; Result : out Kit.JSON.Value; Found : out Boolean);

   --  As it is written, else regardless of case, as IDL compares names.
   procedure Find_Member
     (Of_Object : Kit.JSON.Value; Name : String;
      Result    : out Kit.JSON.Value; Found : out Boolean);

   function Compared (Left, Right : Kit.JSON.Value; By : Comparisons) return Boolean;
   function Computed (Left, Right : Kit.JSON.Value; By : Arithmetic) return Kit.JSON.Value;

   generic
      type Operand is private;
      with function "<" (Left, Right : Operand) return Boolean is <>;
   function Holds (Left, Right : Operand; By : Comparisons) return Boolean;

   -----------
   -- Holds --
   -----------

   function Holds (Left, Right : Operand; By : Comparisons) return Boolean is
     (case By is
         when Equal    => Left = Right,
         when Unequal  => Left /= Right,
         when Less     => Left < Right,
         when At_Most  => Left < Right or else Left = Right,
         when Greater  => Right < Left,
         when At_Least => Right < Left or else Left = Right);

   -------------
   -- Is_True --
   -------------

   function Is_True (Item : Constraint; View : Kit.JSON.Value) return Boolean is
   begin
      return Truth (Item, Item.Root, View);
   exception
      when Mismatch =>
         return False;
   end Is_True;

   -----------
   -- Truth --
   -----------

   function Truth
     (Item : Constraint; Index : Positive; View : Kit.JSON.Value) return Boolean
   is
      Result : constant Kit.JSON.Value := Evaluated (Item, Index, View);
   begin
      if Kit.JSON.Kind (Result) /= Boolean_Value then
         raise Mismatch;
      end if;
      return Kit.JSON.As_Boolean (Result);
   end Truth;

   ---------------
   -- Evaluated --
   ---------------

   function Evaluated
     (Item : Constraint; Index : Positive; View : Kit.JSON.Value) return Kit.JSON.Value
   is
      Here   : constant Node := Item.Nodes (Index);
      Result : Kit.JSON.Value;
      Found  : Boolean;
   begin
      case Here.Kind is
         when Literal =>
            return Here.Value;
         when Component =>
            Find (Item, Here, View, Result, Found);
            if not Found then
               raise Mismatch;
            end if;
            return Result;
         when Existence =>
            Find (Item, Item.Nodes (Here.First), View, Result, Found);
            return +Found;
         when Negation =>
            return +(not Truth (Item, Here.First, View));
         when Operation =>
            return Operated (Item, Here, View);
      end case;
   end Evaluated;

   --------------
   -- Operated --
   --------------

   function Operated
     (Item : Constraint; Of_Node : Node; View : Kit.JSON.Value) return Kit.JSON.Value
   is
      function Left return Kit.JSON.Value is (Evaluated (Item, Of_Node.First, View));
      function Right return Kit.JSON.Value is (Evaluated (Item, Of_Node.Second, View));

      function Is_Within (Wanted, List : Kit.JSON.Value) return Boolean;
      function Is_Part (Wanted, Whole : Kit.JSON.Value) return Boolean;

      function Is_Within (Wanted, List : Kit.JSON.Value) return Boolean is
      begin
         if Kit.JSON.Kind (List) /= Array_Value then
            raise Mismatch;
         end if;
         return (for some Index in 1 .. Kit.JSON.Length (List) =>
                   Kit.JSON.Same (Kit.JSON.Element (List, Index), Wanted));
      end Is_Within;

      function Is_Part (Wanted, Whole : Kit.JSON.Value) return Boolean is
      begin
         if Kit.JSON.Kind (Wanted) /= String_Value
           or else Kit.JSON.Kind (Whole) /= String_Value
         then
            raise Mismatch;
         end if;
         return Kit.JSON.As_String (Wanted) = ""
           or else Ada.Strings.Fixed.Index
                     (Kit.JSON.As_String (Whole), Kit.JSON.As_String (Wanted)) > 0;
      end Is_Part;

   begin
      case Of_Node.Operator is
         when Either =>
            return +(Truth (Item, Of_Node.First, View)
                     or else Truth (Item, Of_Node.Second, View));
         when Both =>
            return +(Truth (Item, Of_Node.First, View)
                     and then Truth (Item, Of_Node.Second, View));
         when Comparisons => return +Compared (Left, Right, Of_Node.Operator);
         when Arithmetic  => return Computed (Left, Right, Of_Node.Operator);
         when Within      => return +Is_Within (Left, Right);
         when Part_Of     => return +Is_Part (Left, Right);
      end case;
   end Operated;

   --------------
   -- Compared --
   --------------

   function Compared (Left, Right : Kit.JSON.Value; By : Comparisons) return Boolean is
      function Of_Integers is new Holds (Long_Long_Integer);
      function Of_Floats is new Holds (Long_Float);
      function Of_Texts is new Holds (Unbounded_String);
      function Of_Booleans is new Holds (Boolean);
   begin
      if Kit.JSON.Kind (Left) = Integer_Value and then Kit.JSON.Kind (Right) = Integer_Value then
         return Of_Integers (Kit.JSON.As_Integer (Left), Kit.JSON.As_Integer (Right), By);
      elsif Kit.JSON.Kind (Left) in Numbers and then Kit.JSON.Kind (Right) in Numbers then
         return Of_Floats (Kit.JSON.As_Float (Left), Kit.JSON.As_Float (Right), By);
      elsif Kit.JSON.Kind (Left) /= Kit.JSON.Kind (Right) then
         raise Mismatch;
      elsif Kit.JSON.Kind (Left) = String_Value then
         return Of_Texts
           (To_Unbounded_String (Kit.JSON.As_String (Left)),
            To_Unbounded_String (Kit.JSON.As_String (Right)), By);
      elsif Kit.JSON.Kind (Left) = Boolean_Value then
         return Of_Booleans (Kit.JSON.As_Boolean (Left), Kit.JSON.As_Boolean (Right), By);
      end if;
      raise Mismatch;
   end Compared;

   --------------
   -- Computed --
   --------------

   function Computed (Left, Right : Kit.JSON.Value; By : Arithmetic) return Kit.JSON.Value is
      Real : Long_Float;
   begin
      if Kit.JSON.Kind (Left) not in Numbers or else Kit.JSON.Kind (Right) not in Numbers then
         raise Mismatch;
      elsif Kit.JSON.Kind (Left) = Integer_Value and then Kit.JSON.Kind (Right) = Integer_Value
        and then By /= Over
      then
         return
           (case By is
               when Plus   => +(Kit.JSON.As_Integer (Left) + Kit.JSON.As_Integer (Right)),
               when Minus  => +(Kit.JSON.As_Integer (Left) - Kit.JSON.As_Integer (Right)),
               when others => +(Kit.JSON.As_Integer (Left) * Kit.JSON.As_Integer (Right)));
      end if;
      Real :=
        (case By is
            when Plus  => Kit.JSON.As_Float (Left) + Kit.JSON.As_Float (Right),
            when Minus => Kit.JSON.As_Float (Left) - Kit.JSON.As_Float (Right),
            when Times => Kit.JSON.As_Float (Left) * Kit.JSON.As_Float (Right),
            when Over  => Kit.JSON.As_Float (Left) / Kit.JSON.As_Float (Right));
      if not (abs Real <= Long_Float'Last) then
         raise Mismatch;
      end if;
      return +Real;
   exception
      when Constraint_Error =>
         raise Mismatch;
   end Computed;

   ----------
   -- Find --
   ----------

   procedure Find
     (Item : Constraint; Of_Node : Node; View : Kit.JSON.Value;
      Result : out Kit.JSON.Value; Found : out Boolean) is
   begin
      Result := View;
      Found  := True;
      for Index in Of_Node.First .. Of_Node.Second loop
         declare
            Way  : constant Step := Item.Steps (Index);
            From : constant Kit.JSON.Value := Result;
         begin
            case Way.Kind is
               when Named  => Find_Named (From, To_String (Way.Name), Result, Found);
               when Member => Find_Member (From, To_String (Way.Name), Result, Found);
               when Constraints.Item =>
                  Found := Kit.JSON.Kind (From) = Array_Value
                    and then Way.Index < Kit.JSON.Length (From);
                  Result :=
                    (if Found then Kit.JSON.Element (From, Way.Index + 1)
                     else Kit.JSON.Nothing);
               when Size =>
                  Found  := Kit.JSON.Kind (From) = Array_Value;
                  Result := +Long_Long_Integer (Kit.JSON.Length (From));
            end case;
            exit when not Found;
         end;
      end loop;
   end Find;

   ----------------
   -- Find_Named --
   ----------------

   procedure Find_Named
     (View : Kit.JSON.Value; Name : String; Result : out Kit.JSON.Value; Found : out Boolean)
   is
      Header : constant Kit.JSON.Value := Kit.JSON.Get (View, "header");
      Fixed  : constant Kit.JSON.Value := Kit.JSON.Get (Header, "fixed_header");
   begin
      Found := True;
      if Name in "domain_name" | "type_name" then
         Result := Kit.JSON.Get (Kit.JSON.Get (Fixed, "event_type"), Name);
      elsif Name = "event_name" then
         Result := Kit.JSON.Get (Fixed, Name);
      else
         Find_Member (Kit.JSON.Get (Header, "variable_header"), Name, Result, Found);
         if not Found then
            Find_Member (Kit.JSON.Get (View, "filterable_data"), Name, Result, Found);
         end if;
      end if;
   end Find_Named;

   -----------------
   -- Find_Member --
   -----------------

   procedure Find_Member
     (Of_Object : Kit.JSON.Value; Name : String;
      Result    : out Kit.JSON.Value; Found : out Boolean)
   is
      use Ada.Characters.Handling;
   begin
      Result := Kit.JSON.Get (Of_Object, Name);
      Found  := Kit.JSON.Has (Of_Object, Name);
      if not Found and then Kit.JSON.Kind (Of_Object) = Object_Value then
         for Index in 1 .. Kit.JSON.Length (Of_Object) loop
            if To_Lower (Kit.JSON.Name (Of_Object, Index)) = To_Lower (Name) then
               Result := Kit.JSON.Element (Of_Object, Index);
               Found  := True;
               return;
            end if;
         end loop;
      end if;
   end Find_Member;

end Notification_Service.Constraints.Evaluating;
