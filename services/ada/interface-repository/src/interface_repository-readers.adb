with Ada.Characters.Handling;

package body Interface_Repository.Readers is

   use Interface_Repository.Model;

   --  Within Container alone and, of an interface, what it inherits.
   function Look_Up_In
     (Self : Reader; Container : Optional_Index; Name : String) return Optional_Index;

   function Id_Of (Self : Reader; Name : String) return String is
     ("IDL:" & To_String (Self.Path) & (if Length (Self.Path) > 0 then "/" else "") & Name
      & ":1.0");

   ----------
   -- Fail --
   ----------

   procedure Fail (Self : Reader; Reason : String) is
   begin
      Tokens.Fail (Tokens.Where (Self.Scan), Reason);
   end Fail;

   ------------
   -- Expect --
   ------------

   procedure Expect (Self : in out Reader; Spelling : String) is
   begin
      if not Is_At (Self, Spelling) then
         Fail (Self, "expected " & Spelling & ", found " & Tokens.Described (Self.Scan));
      end if;
      Tokens.Advance (Self.Scan);
   end Expect;

   ----------
   -- Took --
   ----------

   function Took (Self : in out Reader; Spelling : String) return Boolean is
   begin
      return Result : constant Boolean := Is_At (Self, Spelling) do
         if Result then
            Tokens.Advance (Self.Scan);
         end if;
      end return;
   end Took;

   ---------------
   -- Take_Name --
   ---------------

   function Take_Name (Self : in out Reader) return String is
   begin
      if not Tokens.Is_Name (Self.Scan) then
         Fail (Self, "expected a name, found " & Tokens.Described (Self.Scan));
      end if;
      return Result : constant String := Tokens.Content (Self.Scan) do
         Tokens.Advance (Self.Scan);
      end return;
   end Take_Name;

   -----------
   -- Enter --
   -----------

   procedure Enter (Self : in out Reader) is
   begin
      Self.Depth := Self.Depth + 1;
      if Self.Depth > Max_Depth then
         Fail (Self, "nested deeper than" & Max_Depth'Image & " levels");
      end if;
   end Enter;

   procedure Leave (Self : in out Reader) is
   begin
      Self.Depth := Self.Depth - 1;
   end Leave;

   ----------------
   -- Open_Scope --
   ----------------

   procedure Open_Scope (Self : in out Reader; Item : Model.Index) is
   begin
      Enter (Self);
      Self.Scope := Item;
      if Length (Self.Path) > 0 then
         Append (Self.Path, "/");
      end if;
      Append (Self.Path, Self.Repo.Definitions (Item).Name);
      if Length (Self.Path) > Max_Id_Length then
         Fail (Self, "the names before make ids of more than" & Max_Id_Length'Image
               & " characters");
      end if;
   end Open_Scope;

   procedure Close_Scope
     (Self : in out Reader; Outer : Model.Optional_Index; Path : Unbounded_String)
   is
   begin
      Leave (Self);
      Self.Scope := Outer;
      Self.Path  := Path;
   end Close_Scope;

   ----------------
   -- Declare_It --
   ----------------

   procedure Declare_It
     (Self : in out Reader; Item : Model.Definition; At_Place : Tokens.Place;
      Index : out Model.Index)
   is
      Name  : constant String := To_String (Item.Name);
      Whole : Definition := Item;
   begin
      if Find_In (Self.Repo, Self.Scope, Name) /= 0 then
         Tokens.Fail (At_Place, Name & " is defined in this scope already");
      end if;
      Whole.Container := Self.Scope;
      if Item.Kind /= Enumerator then
         Whole.Id      := To_Unbounded_String (Id_Of (Self, Name));
         Whole.Version := To_Unbounded_String ("1.0");
         if Find_Id (Self.Repo, To_String (Whole.Id)) /= 0 then
            Tokens.Fail (At_Place, "the id of " & Name & " is taken already");
         end if;
      end if;
      Add (Self.Repo, Whole, Index);
      if Item.Kind /= Enumerator then
         Self.Added.Append (Index);
      end if;
   end Declare_It;

   ----------------
   -- Add_Member --
   ----------------

   procedure Add_Member
     (Self : in out Reader; Item : Model.Index; Added : Model.Field;
      At_Place : Tokens.Place)
   is
      use Ada.Characters.Handling;
      Name : constant String := To_String (Added.Name);
   begin
      for Other of Self.Repo.Definitions (Item).Fields loop
         if To_Lower (To_String (Other.Name)) = To_Lower (Name) then
            Tokens.Fail (At_Place, Name & " is a member already");
         end if;
      end loop;
      if Natural (Self.Repo.Definitions (Item).Fields.Length) = Max_Members then
         Tokens.Fail (At_Place, "more than" & Max_Members'Image & " members");
      end if;
      Count_Fields (Self.Repo, 1);
      Self.Repo.Definitions (Item).Fields.Append (Added);
   end Add_Member;

   ----------------
   -- Look_Up_In --
   ----------------

   function Look_Up_In
     (Self : Reader; Container : Optional_Index; Name : String) return Optional_Index
   is
      Result : Optional_Index := Find_In (Self.Repo, Container, Name);
      Other  : Optional_Index;
   begin
      if Result = 0 and then Container /= Root then
         for Base of Self.Repo.Definitions (Container).Ancestors loop
            Other := Find_In (Self.Repo, Base, Name);
            if Other /= 0 and then Result /= 0 then
               Fail (Self, Name & " is inherited from two interfaces");
            elsif Other /= 0 then
               Result := Other;
            end if;
         end loop;
      end if;
      if Result /= 0 and then Self.Repo.Definitions (Result).Name /= Name then
         Fail
           (Self,
            Name & " is spelled " & To_String (Self.Repo.Definitions (Result).Name)
            & " where it is defined");
      end if;
      return Result;
   end Look_Up_In;

   -------------
   -- Look_Up --
   -------------

   function Look_Up (Self : Reader; Name : String) return Model.Optional_Index is
      Here   : Optional_Index := Self.Scope;
      Result : Optional_Index;
   begin
      loop
         Result := Look_Up_In (Self, Here, Name);
         if Result /= 0 or else Here = Root then
            return Result;
         end if;
         Here := Self.Repo.Definitions (Here).Container;
      end loop;
   end Look_Up;

   ----------------------
   -- Take_Scoped_Name --
   ----------------------

   procedure Take_Scoped_Name (Self : in out Reader; Item : out Model.Index) is
      Here : Optional_Index := Root;

      --  The name at the token, within what came before.
      procedure Take_Part (Is_First : Boolean);

      procedure Take_Part (Is_First : Boolean) is
         Name : constant String :=
           (if Tokens.Is_Name (Self.Scan) then Tokens.Content (Self.Scan) else "");
      begin
         if Name /= "" then
            Here := (if Is_First then Look_Up (Self, Name) else Look_Up_In (Self, Here, Name));
            if Here = 0 then
               Fail (Self, Name & " is not defined");
            end if;
         end if;
         Tokens.Advance (Self.Scan);
      end Take_Part;

   begin
      if not Is_At (Self, "::") then
         if not Tokens.Is_Name (Self.Scan) then
            Fail (Self, "expected a type or name, found " & Tokens.Described (Self.Scan));
         end if;
         Take_Part (Is_First => True);
      end if;
      while Is_At (Self, "::") loop
         Tokens.Advance (Self.Scan);
         if not Tokens.Is_Name (Self.Scan) then
            Fail (Self, "expected a name, found " & Tokens.Described (Self.Scan));
         end if;
         Take_Part (Is_First => False);
      end loop;
      Item := Here;
   end Take_Scoped_Name;

end Interface_Repository.Readers;
