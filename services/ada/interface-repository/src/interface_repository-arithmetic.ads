--  The operators of constant expressions.

with Interface_Repository.Model;
with Interface_Repository.Tokens;

private package Interface_Repository.Arithmetic is

   --  Left becomes Left Sign Right; < and > stand for shifts. Both raise
   --  Invalid_IDL for operands of another kind, for an overflow and for a
   --  division by zero.
   procedure Join
     (Left     : in out Model.Value;
      Sign     : Character;
      Right    : Model.Value;
      At_Place : Tokens.Place);

   procedure Negate (Item : in out Model.Value; At_Place : Tokens.Place);

end Interface_Repository.Arithmetic;
