--  Interfaces: inheritance, attributes, operations.

with Interface_Repository.Readers;

private package Interface_Repository.Interface_Parts is

   --  From interface, or the word before it, to the closing brace; or a
   --  declaration without a body. Raises Invalid_IDL.
   procedure Read (Self : in out Readers.Reader);

end Interface_Repository.Interface_Parts;
