with Ada.Strings.Unbounded;
with Interface_Repository.Arithmetic;

package body Interface_Repository.Constants is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use Interface_Repository.Readers;
   use type Tokens.Kinds;

   --  From the weakest operators to the strongest.
   Levels : constant := 6;

   subtype Level is Positive range 1 .. Levels;

   --  The operator of that level at the token; a blank for none.
   function Operator (Self : Reader; At_Level : Level) return Character;

   procedure Read_Level (Self : in out Reader; At_Level : Level; Result : out Value);
   procedure Read_Unary (Self : in out Reader; Result : out Value);
   procedure Read_Primary (Self : in out Reader; Result : out Value);
   procedure Read_Name (Self : in out Reader; Result : out Value);

   --------------
   -- Operator --
   --------------

   function Operator (Self : Reader; At_Level : Level) return Character is
      Spelling : constant String :=
        (case At_Level is
            when 1 => "|", when 2 => "^", when 3 => "&", when 4 => "<>", when 5 => "+-",
            when 6 => "*/%");
   begin
      for Item of Spelling loop
         if Is_At (Self, (1 => Item))
           and then (At_Level /= 4 or else Tokens.Is_Doubled (Self.Scan))
         then
            return Item;
         end if;
      end loop;
      return ' ';
   end Operator;

   ----------
   -- Read --
   ----------

   procedure Read (Self : in out Reader; Result : out Value) is
   begin
      Enter (Self);
      Read_Level (Self, 1, Result);
      Leave (Self);
   end Read;

   ----------------
   -- Read_Level --
   ----------------

   procedure Read_Level (Self : in out Reader; At_Level : Level; Result : out Value) is
      Sign  : Character;
      Right : Value;
      Place : Tokens.Place;
   begin
      if At_Level = Levels then
         Read_Unary (Self, Result);
      else
         Read_Level (Self, At_Level + 1, Result);
      end if;
      loop
         Sign := Operator (Self, At_Level);
         exit when Sign = ' ';
         Place := Tokens.Where (Self.Scan);
         Tokens.Advance (Self.Scan);
         if At_Level = 4 then
            Tokens.Advance (Self.Scan);
         end if;
         if At_Level = Levels then
            Read_Unary (Self, Right);
         else
            Read_Level (Self, At_Level + 1, Right);
         end if;
         Arithmetic.Join (Result, Sign, Right, Place);
      end loop;
   end Read_Level;

   ----------------
   -- Read_Unary --
   ----------------

   procedure Read_Unary (Self : in out Reader; Result : out Value) is
      Place : constant Tokens.Place := Tokens.Where (Self.Scan);
   begin
      if Took (Self, "-") then
         Read_Primary (Self, Result);
         Arithmetic.Negate (Result, Place);
      elsif Took (Self, "+") then
         Read_Primary (Self, Result);
         if Result.Kind not in Whole | Real then
            Tokens.Fail (Place, "+ takes a number");
         end if;
      elsif Took (Self, "~") then
         Read_Primary (Self, Result);
         if Result.Kind /= Whole then
            Tokens.Fail (Place, "~ takes an integer");
         end if;
         Result.Number := -1 - Result.Number;
      else
         Read_Primary (Self, Result);
      end if;
   end Read_Unary;

   ------------------
   -- Read_Primary --
   ------------------

   procedure Read_Primary (Self : in out Reader; Result : out Value) is
   begin
      case Tokens.Kind (Self.Scan) is
         when Tokens.Whole =>
            Result := (Kind => Whole, Number => Tokens.Value (Self.Scan), others => <>);
            Tokens.Advance (Self.Scan);
         when Tokens.Real =>
            Result := (Kind => Real, Float => Tokens.Value (Self.Scan), others => <>);
            Tokens.Advance (Self.Scan);
         when Tokens.Char | Tokens.Text =>
            Result :=
              (Kind   => (if Tokens.Kind (Self.Scan) = Tokens.Char then Letter else Words),
               Text   => To_Unbounded_String (Tokens.Content (Self.Scan)),
               others => <>);
            Tokens.Advance (Self.Scan);
            --  Strings side by side are one.
            while Result.Kind = Words and then Tokens.Kind (Self.Scan) = Tokens.Text loop
               Append (Result.Text, Tokens.Content (Self.Scan));
               Tokens.Advance (Self.Scan);
            end loop;
         when others =>
            if Took (Self, "(") then
               Read (Self, Result);
               Expect (Self, ")");
            elsif Took (Self, "TRUE") then
               Result := (Kind => Truth, Number => 1, others => <>);
            elsif Took (Self, "FALSE") then
               Result := (Kind => Truth, Number => 0, others => <>);
            else
               Read_Name (Self, Result);
            end if;
      end case;
   end Read_Primary;

   ---------------
   -- Read_Name --
   ---------------

   procedure Read_Name (Self : in out Reader; Result : out Value) is
      Place : constant Tokens.Place := Tokens.Where (Self.Scan);
      Item  : Model.Index;
   begin
      if not (Tokens.Is_Name (Self.Scan) or else Is_At (Self, "::")) then
         Fail (Self, "expected a value, found " & Tokens.Described (Self.Scan));
      end if;
      Take_Scoped_Name (Self, Item);
      case Self.Repo.Definitions (Item).Kind is
         when Constant_Kind =>
            Result := Self.Repo.Definitions (Item).Value;
         when Enumerator =>
            Result := (Kind => Choice, Chosen => Item, others => <>);
         when others =>
            Tokens.Fail
              (Place,
               To_String (Self.Repo.Definitions (Item).Name)
               & " is no constant, but a kind of " & Word (Self.Repo.Definitions (Item).Kind));
      end case;
   end Read_Name;

   ---------------
   -- Read_Size --
   ---------------

   function Read_Size (Self : in out Reader; Most : Positive) return Positive is
      Place  : constant Tokens.Place := Tokens.Where (Self.Scan);
      Result : Value;
   begin
      Read (Self, Result);
      if Result.Kind /= Whole or else Result.Number not in 1 .. Long_Long_Integer (Most) then
         Tokens.Fail (Place, "a size is an integer in 1 .." & Most'Image);
      end if;
      return Positive (Result.Number);
   end Read_Size;

   ---------
   -- Fit --
   ---------

   procedure Fit
     (Self : Reader; Item : in out Value; To_Type : Model.Type_Ref; At_Place : Tokens.Place)
   is
      Node   : constant Type_Node := Underlying (Self.Repo, To_Type);
      Wanted : constant Value_Kinds :=
        (case Node.Kind is
            when Integers                     => Whole,
            when Single | Double | Long_Double => Real,
            when Bool                         => Truth,
            when Char | Wide_Char             => Letter,
            when Text | Wide_Text             => Words,
            when others                       => Choice);
      Fits   : Boolean;
   begin
      if Wanted = Real and then Item.Kind = Whole then
         Item := (Kind => Real, Float => Long_Float (Item.Number), others => <>);
      end if;
      Fits := Item.Kind = Wanted;
      if Fits then
         case Node.Kind is
            when Short   => Fits := Item.Number in -2 ** 15 .. 2 ** 15 - 1;
            when Long    => Fits := Item.Number in -2 ** 31 .. 2 ** 31 - 1;
            when U_Short => Fits := Item.Number in 0 .. 2 ** 16 - 1;
            when U_Long  => Fits := Item.Number in 0 .. 2 ** 32 - 1;
            when Octet   => Fits := Item.Number in 0 .. 255;
            when U_Long_Long => Fits := Item.Number >= 0;
            when Text | Wide_Text =>
               Fits := Node.Bound = 0 or else Length (Item.Text) <= Node.Bound;
            when Named =>
               Fits := Self.Repo.Definitions (Node.Named).Kind = Enum
                 and then Self.Repo.Definitions (Node.Named).Others_Of.Contains (Item.Chosen);
            when others => null;
         end case;
      end if;
      if not Fits then
         Tokens.Fail (At_Place, "the value does not fit the type");
      end if;
   end Fit;

   ----------
   -- Same --
   ----------

   function Same (Left, Right : Value) return Boolean is (Left = Right);

end Interface_Repository.Constants;
