--  Structs, unions, enums and exceptions, typedefs and constants.

with Interface_Repository.Model;
with Interface_Repository.Readers;

private package Interface_Repository.Constructed is

   --  The struct, union or enum at the token, up to its end; or a declaration
   --  of the first two without a body. Raises Invalid_IDL.
   function Read (Self : in out Readers.Reader) return Model.Index;

   --  Each with the word that begins it, without the ; at its end.
   procedure Read_Exception (Self : in out Readers.Reader);
   procedure Read_Typedef (Self : in out Readers.Reader);
   procedure Read_Constant (Self : in out Readers.Reader);

end Interface_Repository.Constructed;
