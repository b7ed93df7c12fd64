--  What literals stand for.

private package Interface_Repository.Tokens.Literals is

   --  Decimal, octal with 0 before, hexadecimal with 0x. All raise Invalid_IDL.
   function Whole_Value (Spelling : String; At_Place : Place) return Long_Long_Integer;

   function Real_Value (Spelling : String; At_Place : Place) return Long_Float;

   --  With \n, \101, \x41 and the like replaced.
   function Unescaped (Quoted : String; At_Place : Place) return String;

end Interface_Repository.Tokens.Literals;
