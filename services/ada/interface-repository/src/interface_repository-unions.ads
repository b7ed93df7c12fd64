--  What makes a union: its discriminator, and members with labels.

with Interface_Repository.Model;
with Interface_Repository.Readers;

private package Interface_Repository.Unions is

   --  From switch to the closing brace. Raises Invalid_IDL.
   procedure Read_Body (Self : in out Readers.Reader; Item : Model.Index);

end Interface_Repository.Unions;
