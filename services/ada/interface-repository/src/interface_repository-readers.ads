--  What the parts of the parser share: where they are in the text, in which
--  scope, and how ids are made there.

with Ada.Strings.Unbounded;
with Interface_Repository.Model;
with Interface_Repository.Tokens;

private package Interface_Repository.Readers is

   use Ada.Strings.Unbounded;

   Max_Depth     : constant := 40;
   Max_Id_Length : constant := 400;

   type Reader is limited record
      Scan  : Tokens.Scanner;
      Repo  : Model.Repository;
      Scope : Model.Optional_Index := Model.Root;

      --  What stands before a name in an id: prefix and outer names.
      Path  : Unbounded_String;
      Depth : Natural := 0;
      Added : Model.Index_Vectors.Vector;
   end record;

   --  Raises Invalid_IDL at the token where the reader is.
   procedure Fail (Self : Reader; Reason : String)
     with No_Return;

   function Is_At (Self : Reader; Spelling : String) return Boolean is
     (Tokens.Is_At (Self.Scan, Spelling));

   procedure Expect (Self : in out Reader; Spelling : String);

   --  Whether it was there, and is behind now.
   function Took (Self : in out Reader; Spelling : String) return Boolean;

   function Take_Name (Self : in out Reader) return String;

   --  One level deeper; Fail where that is too deep.
   procedure Enter (Self : in out Reader);
   procedure Leave (Self : in out Reader);

   --  Into the scope of Item, and back to what Outer and Path were.
   procedure Open_Scope (Self : in out Reader; Item : Model.Index);
   procedure Close_Scope
     (Self : in out Reader; Outer : Model.Optional_Index; Path : Unbounded_String);

   --  Puts it into the scope under its name, with an id. Fails where the name
   --  or the id is taken.
   procedure Declare_It
     (Self : in out Reader; Item : Model.Definition; At_Place : Tokens.Place;
      Index : out Model.Index);

   --  To a struct, union or exception. Fails where the name is taken there.
   procedure Add_Member
     (Self : in out Reader; Item : Model.Index; Added : Model.Field;
      At_Place : Tokens.Place);

   --  In this scope, in what it inherits, or further out; 0 for none. Fails
   --  where it is spelled in another case, or inherited twice.
   function Look_Up (Self : Reader; Name : String) return Model.Optional_Index;

   --  A::B or ::A::B at the token, up to its end. Fails where there is none.
   procedure Take_Scoped_Name (Self : in out Reader; Item : out Model.Index);

end Interface_Repository.Readers;
