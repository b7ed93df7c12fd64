with Interfaces;

package body Interface_Repository.Arithmetic is

   use Interface_Repository.Model;
   use Interfaces;

   function To_Bits (Item : Long_Long_Integer) return Unsigned_64 is
     (Unsigned_64'Mod (Item));

   function To_Number (Item : Unsigned_64) return Long_Long_Integer is
     (if Item < 2 ** 63 then Long_Long_Integer (Item)
      else -1 - Long_Long_Integer (not Item));

   function Joined (Left : Long_Long_Integer; Sign : Character; Right : Long_Long_Integer)
      return Long_Long_Integer;

   function Joined (Left : Long_Float; Sign : Character; Right : Long_Float)
      return Long_Float;

   ------------
   -- Joined --
   ------------

   function Joined (Left : Long_Long_Integer; Sign : Character; Right : Long_Long_Integer)
      return Long_Long_Integer
   is
      --  A shift by a whole word or more is an error, as an overflow is.
      function Distance return Natural is
        (if Right in 0 .. 63 then Natural (Right) else raise Constraint_Error);
   begin
      return
        (case Sign is
            when '+' => Left + Right,
            when '-' => Left - Right,
            when '*' => Left * Right,
            when '/' => Left / Right,
            when '%' => Left rem Right,
            when '|' => To_Number (To_Bits (Left) or To_Bits (Right)),
            when '^' => To_Number (To_Bits (Left) xor To_Bits (Right)),
            when '&' => To_Number (To_Bits (Left) and To_Bits (Right)),
            when '<' => To_Number (Shift_Left (To_Bits (Left), Distance)),
            when '>' => To_Number (Shift_Right_Arithmetic (To_Bits (Left), Distance)),
            when others => raise Program_Error);
   end Joined;

   function Joined (Left : Long_Float; Sign : Character; Right : Long_Float)
      return Long_Float
   is
      Result : Long_Float;
   begin
      if Sign = '/' and then Right = 0.0 then
         raise Constraint_Error;
      end if;
      Result :=
        (case Sign is
            when '+'    => Left + Right,
            when '-'    => Left - Right,
            when '*'    => Left * Right,
            when others => Left / Right);
      return (if abs Result <= Long_Float'Last then Result else raise Constraint_Error);
   end Joined;

   ----------
   -- Join --
   ----------

   procedure Join
     (Left     : in out Value;
      Sign     : Character;
      Right    : Value;
      At_Place : Tokens.Place)
   is
      function Real_Of (Item : Value) return Long_Float is
        (if Item.Kind = Real then Item.Float else Long_Float (Item.Number));
   begin
      if Left.Kind = Whole and then Right.Kind = Whole then
         Left.Number := Joined (Left.Number, Sign, Right.Number);
      elsif Left.Kind in Whole | Real and then Right.Kind in Whole | Real
        and then Sign in '+' | '-' | '*' | '/'
      then
         Left :=
           (Kind   => Real,
            Float  => Joined (Real_Of (Left), Sign, Real_Of (Right)),
            others => <>);
      else
         Tokens.Fail (At_Place, "the operator does not take these values");
      end if;
   exception
      when Constraint_Error =>
         Tokens.Fail (At_Place, "the result is out of range");
   end Join;

   ------------
   -- Negate --
   ------------

   procedure Negate (Item : in out Value; At_Place : Tokens.Place) is
   begin
      case Item.Kind is
         when Whole  => Item.Number := -Item.Number;
         when Real   => Item.Float := -Item.Float;
         when others => Tokens.Fail (At_Place, "- takes a number");
      end case;
   end Negate;

end Interface_Repository.Arithmetic;
