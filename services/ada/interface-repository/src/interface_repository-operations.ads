--  What stands between the braces of an interface.

with Interface_Repository.Readers;

private package Interface_Repository.Operations is

   --  One of it: an operation, attribute, type, constant, exception or pragma.
   --  Raises Invalid_IDL.
   procedure Read_Export (Self : in out Readers.Reader);

end Interface_Repository.Operations;
