--  The repository as a value: definitions that contain each other, and their
--  types. Copying it gives a second one that changes by itself.

with Ada.Containers.Indefinite_Hashed_Maps;
with Ada.Containers.Vectors;
with Ada.Strings.Hash;
with Ada.Strings.Unbounded;
with Kit.JSON;

package Interface_Repository.Model is

   use Ada.Strings.Unbounded;

   Max_Definitions : constant := 5_000;
   Max_Types       : constant := 20_000;
   Max_Fields      : constant := 20_000;

   --  Of one struct, union or exception; names are compared one by one.
   Max_Members     : constant := 512;

   --  No more definitions, types or fields can be held.
   Full : exception;

   type Kinds is
     (Module, Interface_Kind, Attribute, Operation, Struct, Enum, Union, Exception_Kind, Alias,
      Constant_Kind, Enumerator);

   subtype Containers is Kinds
     with Static_Predicate =>
       Containers in Module | Interface_Kind | Struct | Union | Exception_Kind;

   subtype Type_Definitions is Kinds
     with Static_Predicate =>
       Type_Definitions in Interface_Kind | Struct | Enum | Union | Alias;

   --  "interface", "struct", …
   function Word (Item : Kinds) return String;

   --  0 is the repository itself, which contains all.
   Root : constant := 0;

   subtype Optional_Index is Natural range 0 .. Max_Definitions;
   subtype Index is Optional_Index range 1 .. Max_Definitions;

   package Index_Vectors is new Ada.Containers.Vectors (Positive, Index);

   type Type_Kinds is
     (Void, Short, Long, Long_Long, U_Short, U_Long, U_Long_Long, Single, Double, Long_Double,
      Bool, Char, Wide_Char, Octet, Any, Object, Text, Wide_Text, Sequence_Of, Array_Of, Named);

   subtype Integers is Type_Kinds
     with Static_Predicate =>
       Integers in Short | Long | Long_Long | U_Short | U_Long | U_Long_Long | Octet;

   --  0: none.
   subtype Type_Ref is Natural range 0 .. Max_Types;

   type Type_Node is record
      Kind    : Type_Kinds := Void;
      Element : Type_Ref := 0;

      --  Of a text or sequence, 0 for none; of an array its size.
      Bound   : Natural := 0;
      Named   : Optional_Index := 0;
   end record;

   type Modes is (In_Mode, Out_Mode, In_Out_Mode);

   --  A parameter, or a member of a struct, union or exception.
   type Field is record
      Name    : Unbounded_String;
      Of_Type : Type_Ref := 0;
      Mode    : Modes := In_Mode;

      --  Of a union's member, as a description shows them.
      Labels  : Kit.JSON.Value;
   end record;

   package Field_Vectors is new Ada.Containers.Vectors (Positive, Field);

   --  What a constant expression gives.
   type Value_Kinds is (Whole, Real, Truth, Letter, Words, Choice);

   type Value is record
      Kind   : Value_Kinds := Whole;
      Number : Long_Long_Integer := 0;
      Float  : Long_Float := 0.0;
      Text   : Unbounded_String;

      --  The enumerator.
      Chosen : Optional_Index := 0;
   end record;

   type Definition is record
      Kind        : Kinds := Module;
      Name        : Unbounded_String;
      Id          : Unbounded_String;
      Version     : Unbounded_String;
      Container   : Optional_Index := Root;

      --  Its id was given by a pragma, and does not change any more.
      Id_Is_Fixed : Boolean := False;

      --  Declared, but not defined (yet).
      Is_Forward  : Boolean := False;
      Is_Abstract : Boolean := False;
      Is_Local    : Boolean := False;

      --  An attribute that is read-only, an operation that is oneway.
      Is_Limited  : Boolean := False;

      --  Of an attribute or constant, result of an operation, original of an
      --  alias, discriminator of a union.
      Of_Type     : Type_Ref := 0;

      --  Of an alias: the type behind all aliases.
      Origin      : Type_Ref := 0;
      Fields      : Field_Vectors.Vector;

      --  Direct bases, and all there are above, each once.
      Bases       : Index_Vectors.Vector;
      Ancestors   : Index_Vectors.Vector;

      --  Exceptions that an operation raises; enumerators of an enum.
      Others_Of   : Index_Vectors.Vector;
      Value       : Model.Value;
   end record;

   package Definition_Vectors is new Ada.Containers.Vectors (Index, Definition);
   package Type_Vectors is new Ada.Containers.Vectors (Positive, Type_Node);
   package Index_Maps is new Ada.Containers.Indefinite_Hashed_Maps
     (String, Index, Ada.Strings.Hash, "=");

   type Repository is record
      Definitions : Definition_Vectors.Vector;
      Types       : Type_Vectors.Vector;
      Fields      : Natural := 0;

      --  Keys are the container and the name in lower case.
      By_Name     : Index_Maps.Map;
      By_Id       : Index_Maps.Map;
   end record;

   --  The one of that name, regardless of case; 0 for none.
   function Find_In
     (Self : Repository; Container : Optional_Index; Name : String) return Optional_Index;

   --  0 for none.
   function Find_Id (Self : Repository; Id : String) return Optional_Index;

   --  Not yet there under its name or id. Raises Full.
   procedure Add (Self : in out Repository; Item : Definition; At_Index : out Index);
   procedure Add_Type (Self : in out Repository; Item : Type_Node; At_Ref : out Type_Ref);
   procedure Count_Fields (Self : in out Repository; More : Natural);

   procedure Set_Id (Self : in out Repository; Item : Index; Id, Version : String);

   --  ::polyorb::Echo
   function Absolute_Name (Self : Repository; Item : Optional_Index) return String;

   --  Of Name as it is written, from the root: ::a::b or a::b; 0 for none.
   function Find_Absolute (Self : Repository; Name : String) return Optional_Index;

   --  Through aliases.
   function Underlying (Self : Repository; Item : Type_Ref) return Type_Node;

   --  Whether it is Other or inherits it.
   function Is_A (Self : Repository; Item, Other : Index) return Boolean;

end Interface_Repository.Model;
