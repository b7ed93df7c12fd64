with Interface_Repository.Constants;
with Interface_Repository.Constructed;
with Interface_Repository.Tokens;

package body Interface_Repository.Types is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use Interface_Repository.Readers;

   Max_Bound      : constant := 2 ** 30;
   Max_Dimensions : constant := 8;

   function Any_Type
     (Self : in out Reader; May_Define, May_Be_Incomplete : Boolean) return Type_Ref;

   --  0 where the token begins none of these.
   function Integer_Type (Self : in out Reader) return Type_Ref;
   function Word_Type (Self : in out Reader) return Type_Ref;

   function Text_Type (Self : in out Reader; Kind : Type_Kinds) return Type_Ref;
   function Sequence_Type (Self : in out Reader) return Type_Ref;
   function Named_Type (Self : in out Reader; May_Be_Incomplete : Boolean) return Type_Ref;

   ------------
   -- Simple --
   ------------

   function Simple (Self : in out Reader; Kind : Type_Kinds) return Type_Ref is
      Result : Type_Ref;
   begin
      Add_Type (Self.Repo, (Kind => Kind, others => <>), Result);
      return Result;
   end Simple;

   -----------
   -- Named --
   -----------

   function Named (Self : in out Reader; Item : Model.Index) return Type_Ref is
      Result : Type_Ref;
   begin
      Add_Type (Self.Repo, (Kind => Named, Named => Item, others => <>), Result);
      return Result;
   end Named;

   ------------------
   -- Integer_Type --
   ------------------

   function Integer_Type (Self : in out Reader) return Type_Ref is
      Is_Unsigned : constant Boolean := Took (Self, "unsigned");
   begin
      if Took (Self, "short") then
         return Simple (Self, (if Is_Unsigned then U_Short else Short));
      elsif Took (Self, "long") then
         if Took (Self, "long") then
            return Simple (Self, (if Is_Unsigned then U_Long_Long else Long_Long));
         elsif not Is_Unsigned and then Took (Self, "double") then
            return Simple (Self, Long_Double);
         end if;
         return Simple (Self, (if Is_Unsigned then U_Long else Long));
      elsif Is_Unsigned then
         Fail (Self, "expected short or long, found " & Tokens.Described (Self.Scan));
      end if;
      return 0;
   end Integer_Type;

   ---------------
   -- Word_Type --
   ---------------

   function Word_Type (Self : in out Reader) return Type_Ref is
     (if Took (Self, "float") then Simple (Self, Single)
      elsif Took (Self, "double") then Simple (Self, Double)
      elsif Took (Self, "boolean") then Simple (Self, Bool)
      elsif Took (Self, "char") then Simple (Self, Char)
      elsif Took (Self, "wchar") then Simple (Self, Wide_Char)
      elsif Took (Self, "octet") then Simple (Self, Octet)
      elsif Took (Self, "any") then Simple (Self, Any)
      elsif Took (Self, "Object") then Simple (Self, Object)
      elsif Took (Self, "string") then Text_Type (Self, Text)
      elsif Took (Self, "wstring") then Text_Type (Self, Wide_Text)
      elsif Took (Self, "sequence") then Sequence_Type (Self)
      else 0);

   ---------------
   -- Text_Type --
   ---------------

   function Text_Type (Self : in out Reader; Kind : Type_Kinds) return Type_Ref is
      Node   : Type_Node := (Kind => Kind, others => <>);
      Result : Type_Ref;
   begin
      if Took (Self, "<") then
         Node.Bound := Constants.Read_Size (Self, Max_Bound);
         Expect (Self, ">");
      end if;
      Add_Type (Self.Repo, Node, Result);
      return Result;
   end Text_Type;

   -------------------
   -- Sequence_Type --
   -------------------

   function Sequence_Type (Self : in out Reader) return Type_Ref is
      Node   : Type_Node := (Kind => Sequence_Of, others => <>);
      Result : Type_Ref;
   begin
      Enter (Self);
      Expect (Self, "<");
      Node.Element := Any_Type (Self, May_Define => False, May_Be_Incomplete => True);
      if Took (Self, ",") then
         Node.Bound := Constants.Read_Size (Self, Max_Bound);
      end if;
      Expect (Self, ">");
      Leave (Self);
      Add_Type (Self.Repo, Node, Result);
      return Result;
   end Sequence_Type;

   ----------------
   -- Named_Type --
   ----------------

   function Named_Type (Self : in out Reader; May_Be_Incomplete : Boolean) return Type_Ref is
      Place : constant Tokens.Place := Tokens.Where (Self.Scan);
      Item  : Model.Index;
   begin
      Take_Scoped_Name (Self, Item);
      if Self.Repo.Definitions (Item).Kind not in Type_Definitions then
         Tokens.Fail
           (Place,
            To_String (Self.Repo.Definitions (Item).Name) & " is no type, but a kind of "
            & Word (Self.Repo.Definitions (Item).Kind));
      elsif Self.Repo.Definitions (Item).Is_Forward
        and then Self.Repo.Definitions (Item).Kind /= Interface_Kind
        and then not May_Be_Incomplete
      then
         Tokens.Fail
           (Place, To_String (Self.Repo.Definitions (Item).Name) & " is not complete here");
      end if;
      return Named (Self, Item);
   end Named_Type;

   --------------
   -- Any_Type --
   --------------

   function Any_Type
     (Self : in out Reader; May_Define, May_Be_Incomplete : Boolean) return Type_Ref
   is
      Result : Type_Ref := Integer_Type (Self);
   begin
      if Result = 0 then
         Result := Word_Type (Self);
      end if;
      if Result = 0
        and then (Is_At (Self, "struct") or else Is_At (Self, "union")
                  or else Is_At (Self, "enum"))
      then
         if not May_Define then
            Fail (Self, "a type cannot be defined here");
         end if;
         Result := Named (Self, Constructed.Read (Self));
      elsif Result = 0 then
         Result := Named_Type (Self, May_Be_Incomplete);
      end if;
      return Result;
   end Any_Type;

   ----------
   -- Read --
   ----------

   function Read (Self : in out Reader; May_Define : Boolean := False) return Type_Ref is
     (Any_Type (Self, May_Define, May_Be_Incomplete => False));

   function Read_Result (Self : in out Reader) return Type_Ref is
     (if Took (Self, "void") then Simple (Self, Void) else Read (Self));

   ---------------------
   -- Read_Declarator --
   ---------------------

   procedure Read_Declarator
     (Self    : in out Reader;
      Base    : Type_Ref;
      Name    : out Unbounded_String;
      Of_Type : out Type_Ref)
   is
      Sizes : array (1 .. Max_Dimensions) of Positive;
      Count : Natural := 0;
   begin
      Name    := To_Unbounded_String (Take_Name (Self));
      Of_Type := Base;
      while Took (Self, "[") loop
         if Count = Max_Dimensions then
            Fail (Self, "an array has at most" & Max_Dimensions'Image & " dimensions");
         end if;
         Count := Count + 1;
         Sizes (Count) := Constants.Read_Size (Self, Max_Bound);
         Expect (Self, "]");
      end loop;
      for Nth in reverse 1 .. Count loop
         Add_Type
           (Self.Repo,
            (Kind => Array_Of, Element => Of_Type, Bound => Sizes (Nth), Named => 0),
            Of_Type);
      end loop;
   end Read_Declarator;

end Interface_Repository.Types;
