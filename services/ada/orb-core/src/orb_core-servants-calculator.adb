with Ada.Exceptions;
with Ada.Numerics;
with Orb_Core.Expressions;

package body Orb_Core.Servants.Calculator is

   use Orb_Core.Signatures;
   use type Kit.JSON.Value;

   Two_Numbers : constant Parameter_List :=
     ((new String'("left"), Double), (new String'("right"), Double), others => <>);

   All_Operations : constant Operation_List :=
     ((new String'("add"), Double, Two_Numbers, 2),
      (new String'("subtract"), Double, Two_Numbers, 2),
      (new String'("multiply"), Double, Two_Numbers, 2),
      (new String'("divide"), Double, Two_Numbers, 2),
      (new String'("mean"), Double, ((new String'("numbers"), Doubles), others => <>), 1),
      (new String'("factorial"), Long_Long, ((new String'("n"), Unsigned_Long), others => <>), 1),
      (new String'("evaluate"), Double, ((new String'("expression"), Text), others => <>), 1));

   function Quotient (Left, Right : Long_Float) return Long_Float;
   function Mean (Numbers : Kit.JSON.Value) return Long_Float;
   function Factorial (N : Long_Long_Integer) return Long_Long_Integer;

   function Operations (Self : Instance) return Operation_List is (All_Operations);

   --------------
   -- Quotient --
   --------------

   function Quotient (Left, Right : Long_Float) return Long_Float is
   begin
      if Right = 0.0 then
         Throw_User (Division_By_Zero_Id, "the divisor is zero");
      end if;
      return Left / Right;
   end Quotient;

   ----------
   -- Mean --
   ----------

   function Mean (Numbers : Kit.JSON.Value) return Long_Float is
      Count : constant Natural := Kit.JSON.Length (Numbers);
      Sum   : Long_Float := 0.0;
   begin
      if Count = 0 then
         Throw_User (Division_By_Zero_Id, "no numbers have no mean");
      end if;
      for Index in 1 .. Count loop
         Sum := Sum + Number (Numbers, Index);
      end loop;
      return Sum / Long_Float (Count);
   end Mean;

   ---------------
   -- Factorial --
   ---------------

   function Factorial (N : Long_Long_Integer) return Long_Long_Integer is
      Largest : constant := 20;
      Result  : Long_Long_Integer := 1;
   begin
      if N > Largest then
         Throw_User (Overflow_Id, "20! is the largest that fits a long long");
      end if;
      for Factor in 2 .. N loop
         Result := Result * Factor;
      end loop;
      return Result;
   end Factorial;

   ------------
   -- Invoke --
   ------------

   overriding procedure Invoke
     (Self      : in out Instance;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value)
   is
      pragma Unreferenced (Self);
      Real : Long_Float;
   begin
      if Operation = "add" then
         Real := Number (Arguments, 1) + Number (Arguments, 2);
      elsif Operation = "subtract" then
         Real := Number (Arguments, 1) - Number (Arguments, 2);
      elsif Operation = "multiply" then
         Real := Number (Arguments, 1) * Number (Arguments, 2);
      elsif Operation = "divide" then
         Real := Quotient (Number (Arguments, 1), Number (Arguments, 2));
      elsif Operation = "mean" then
         Real := Mean (Kit.JSON.Element (Arguments, 1));
      elsif Operation = "factorial" then
         Result := +Factorial (Whole (Arguments, 1));
         return;
      else
         Real := Orb_Core.Expressions.Value (Text (Arguments, 1));
      end if;
      if not (abs Real <= Long_Float'Last) then
         Throw_User (Overflow_Id, "the result is not a finite double");
      end if;
      Result := +Real;
   exception
      when Error : Orb_Core.Expressions.Syntax_Error =>
         Throw_User (Bad_Expression_Id, Ada.Exceptions.Exception_Message (Error));
      when Orb_Core.Expressions.Division_By_Zero =>
         Throw_User (Division_By_Zero_Id, "the divisor is zero");
      when Constraint_Error | Ada.Numerics.Argument_Error =>
         Throw_User (Overflow_Id, "the result is not a finite double");
   end Invoke;

end Orb_Core.Servants.Calculator;
