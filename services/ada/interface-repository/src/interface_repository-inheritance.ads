--  What an interface inherits.

with Interface_Repository.Model;
with Interface_Repository.Readers;
with Interface_Repository.Tokens;

private package Interface_Repository.Inheritance is

   Max_Bases     : constant := 32;
   Max_Ancestors : constant := 64;

   --  Base and all above it. Raises Invalid_IDL where it is no interface that
   --  can be inherited.
   procedure Add_Base
     (Self     : in out Readers.Reader;
      Item     : Model.Index;
      Base     : Model.Index;
      At_Place : Tokens.Place);

   --  Raises Invalid_IDL where an operation or attribute is inherited twice.
   procedure Check (Self : Readers.Reader; Item : Model.Index; At_Place : Tokens.Place);

   --  An ancestor's operation or attribute of that name, regardless of case;
   --  0 for none.
   function Inherited
     (Repo : Model.Repository; Item : Model.Index; Name : String) return Model.Optional_Index;

end Interface_Repository.Inheritance;
