--  Type specifications and declarators.

with Ada.Strings.Unbounded;
with Interface_Repository.Model;
with Interface_Repository.Readers;

private package Interface_Repository.Types is

   --  The type at the token, up to its end; it may be incomplete only within
   --  a sequence. With May_Define a struct, union or enum may be defined there
   --  and then. Raises Invalid_IDL.
   function Read
     (Self : in out Readers.Reader; May_Define : Boolean := False) return Model.Type_Ref;

   --  void as well.
   function Read_Result (Self : in out Readers.Reader) return Model.Type_Ref;

   --  A name and, of an array, its sizes.
   procedure Read_Declarator
     (Self    : in out Readers.Reader;
      Base    : Model.Type_Ref;
      Name    : out Ada.Strings.Unbounded.Unbounded_String;
      Of_Type : out Model.Type_Ref);

   function Simple (Self : in out Readers.Reader; Kind : Model.Type_Kinds)
      return Model.Type_Ref;

   function Named (Self : in out Readers.Reader; Item : Model.Index) return Model.Type_Ref;

end Interface_Repository.Types;
