--  Arithmetic as text: + - * / ^, parentheses, and a few functions.

package Orb_Core.Expressions is

   --  The message says at which character.
   Syntax_Error     : exception;
   Division_By_Zero : exception;

   --  Raises Constraint_Error where the result is no finite number.
   function Value (Text : String) return Long_Float;

end Orb_Core.Expressions;
