with Ada.Strings.Unbounded;
with Interface_Repository.Constants;
with Interface_Repository.Tokens;
with Interface_Repository.Types;
with Interface_Repository.Unions;

package body Interface_Repository.Constructed is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use Interface_Repository.Readers;

   --  Of a struct or exception, between the braces.
   procedure Read_Members (Self : in out Reader; Item : Model.Index);

   --  The name at the token, which may be declared already without a body.
   procedure Begin_Definition
     (Self : in out Reader; Kind : Kinds; Item : out Model.Index);

   procedure Read_Enum (Self : in out Reader; Item : out Model.Index);

   --  The type behind it, where it is an alias.
   function Origin_Of (Self : Reader; Item : Type_Ref) return Type_Ref;

   ----------------------
   -- Begin_Definition --
   ----------------------

   procedure Begin_Definition
     (Self : in out Reader; Kind : Kinds; Item : out Model.Index)
   is
      Place : constant Tokens.Place := Tokens.Where (Self.Scan);
      Name  : constant String := Take_Name (Self);
      Known : constant Optional_Index := Find_In (Self.Repo, Self.Scope, Name);
   begin
      if Known /= 0 and then Self.Repo.Definitions (Known).Kind = Kind
        and then Self.Repo.Definitions (Known).Is_Forward
        and then Self.Repo.Definitions (Known).Name = Name
      then
         Item := Known;
      else
         Declare_It
           (Self,
            (Kind => Kind, Name => To_Unbounded_String (Name), Is_Forward => True,
             others => <>),
            Place, Item);
      end if;
   end Begin_Definition;

   ------------------
   -- Read_Members --
   ------------------

   procedure Read_Members (Self : in out Reader; Item : Model.Index) is
      Outer : constant Optional_Index := Self.Scope;
      Path  : constant Unbounded_String := Self.Path;
      Base  : Type_Ref;
      Added : Field;

      procedure Add_Field;

      procedure Add_Field is
         Place : constant Tokens.Place := Tokens.Where (Self.Scan);
      begin
         Types.Read_Declarator (Self, Base, Added.Name, Added.Of_Type);
         Add_Member (Self, Item, Added, Place);
      end Add_Field;

   begin
      Expect (Self, "{");
      Open_Scope (Self, Item);
      while not Is_At (Self, "}") loop
         Base := Types.Read (Self, May_Define => True);
         loop
            Add_Field;
            exit when not Took (Self, ",");
         end loop;
         Expect (Self, ";");
      end loop;
      Close_Scope (Self, Outer, Path);
   end Read_Members;

   ---------------
   -- Read_Enum --
   ---------------

   procedure Read_Enum (Self : in out Reader; Item : out Model.Index) is
      Place  : Tokens.Place := Tokens.Where (Self.Scan);
      Name   : constant String := Take_Name (Self);
      Choice : Model.Index;
   begin
      Declare_It
        (Self, (Kind => Enum, Name => To_Unbounded_String (Name), others => <>), Place, Item);
      Expect (Self, "{");
      loop
         Place := Tokens.Where (Self.Scan);
         Declare_It
           (Self,
            (Kind => Enumerator, Name => To_Unbounded_String (Take_Name (Self)), others => <>),
            Place, Choice);
         Self.Repo.Definitions (Item).Others_Of.Append (Choice);
         exit when not Took (Self, ",");
      end loop;
      Expect (Self, "}");
   end Read_Enum;

   ----------
   -- Read --
   ----------

   function Read (Self : in out Reader) return Model.Index is
      Item : Model.Index;
   begin
      Enter (Self);
      if Took (Self, "enum") then
         Read_Enum (Self, Item);
      elsif Took (Self, "struct") then
         Begin_Definition (Self, Struct, Item);
         if Is_At (Self, "{") then
            Read_Members (Self, Item);
            if Self.Repo.Definitions (Item).Fields.Is_Empty then
               Fail (Self, "a struct has at least one member");
            end if;
            Expect (Self, "}");
            Self.Repo.Definitions (Item).Is_Forward := False;
         end if;
      else
         Expect (Self, "union");
         Begin_Definition (Self, Union, Item);
         if Is_At (Self, "switch") then
            Unions.Read_Body (Self, Item);
            Self.Repo.Definitions (Item).Is_Forward := False;
         end if;
      end if;
      Leave (Self);
      return Item;
   end Read;

   --------------------
   -- Read_Exception --
   --------------------

   procedure Read_Exception (Self : in out Reader) is
      Place : Tokens.Place;
      Name  : Unbounded_String;
      Item  : Model.Index;
   begin
      Expect (Self, "exception");
      Place := Tokens.Where (Self.Scan);
      Name  := To_Unbounded_String (Take_Name (Self));
      Declare_It (Self, (Kind => Exception_Kind, Name => Name, others => <>), Place, Item);
      Read_Members (Self, Item);
      Expect (Self, "}");
   end Read_Exception;

   ---------------
   -- Origin_Of --
   ---------------

   function Origin_Of (Self : Reader; Item : Type_Ref) return Type_Ref is
      Node : constant Type_Node := Self.Repo.Types (Item);
   begin
      return
        (if Node.Kind = Named and then Self.Repo.Definitions (Node.Named).Kind = Model.Alias
         then Self.Repo.Definitions (Node.Named).Origin else Item);
   end Origin_Of;

   ------------------
   -- Read_Typedef --
   ------------------

   procedure Read_Typedef (Self : in out Reader) is
      Base  : Type_Ref;
      Alias : Definition := (Kind => Model.Alias, others => <>);
      Place : Tokens.Place;
      Item  : Model.Index;
   begin
      Expect (Self, "typedef");
      Base := Types.Read (Self, May_Define => True);
      loop
         Place := Tokens.Where (Self.Scan);
         Types.Read_Declarator (Self, Base, Alias.Name, Alias.Of_Type);
         Alias.Origin := Origin_Of (Self, Alias.Of_Type);
         Declare_It (Self, Alias, Place, Item);
         exit when not Took (Self, ",");
      end loop;
   end Read_Typedef;

   -------------------
   -- Read_Constant --
   -------------------

   procedure Read_Constant (Self : in out Reader) is
      Made  : Definition := (Kind => Constant_Kind, others => <>);
      Place : Tokens.Place;
      From  : Tokens.Place;
      Item  : Model.Index;
   begin
      Expect (Self, "const");
      Made.Of_Type := Types.Read (Self);
      Place := Tokens.Where (Self.Scan);
      Made.Name := To_Unbounded_String (Take_Name (Self));
      Expect (Self, "=");
      From := Tokens.Where (Self.Scan);
      Constants.Read (Self, Made.Value);
      Constants.Fit (Self, Made.Value, Made.Of_Type, From);
      Declare_It (Self, Made, Place, Item);
   end Read_Constant;

end Interface_Repository.Constructed;
