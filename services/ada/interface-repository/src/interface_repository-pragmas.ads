--  #pragma prefix, ID and version (CORBA 3.3, part 1, 14.7.5).

with Interface_Repository.Readers;

private package Interface_Repository.Pragmas is

   --  The directive at the token. One that is none of these is passed over.
   --  Raises Invalid_IDL.
   procedure Read (Self : in out Readers.Reader);

end Interface_Repository.Pragmas;
