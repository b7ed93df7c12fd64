--  Constant expressions, and whether their values fit a type.

with Interface_Repository.Model;
with Interface_Repository.Readers;
with Interface_Repository.Tokens;

private package Interface_Repository.Constants is

   --  The expression at the token, up to its end. Raises Invalid_IDL.
   procedure Read (Self : in out Readers.Reader; Result : out Model.Value);

   --  An integer in 1 .. Most.
   function Read_Size (Self : in out Readers.Reader; Most : Positive) return Positive;

   --  Raises Invalid_IDL where Item is no value of that type. A whole number
   --  becomes a fraction where the type has those.
   procedure Fit
     (Self : Readers.Reader; Item : in out Model.Value; To_Type : Model.Type_Ref;
      At_Place : Tokens.Place);

   function Same (Left, Right : Model.Value) return Boolean;

end Interface_Repository.Constants;
