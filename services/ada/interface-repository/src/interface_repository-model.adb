with Ada.Characters.Handling;

package body Interface_Repository.Model is

   use type Ada.Containers.Count_Type;

   function Key (Container : Optional_Index; Name : String) return String is
     (Container'Image & ' ' & Ada.Characters.Handling.To_Lower (Name));

   ----------
   -- Word --
   ----------

   function Word (Item : Kinds) return String is
     (case Item is
         when Module         => "module",
         when Interface_Kind => "interface",
         when Attribute      => "attribute",
         when Operation      => "operation",
         when Struct         => "struct",
         when Enum           => "enum",
         when Union          => "union",
         when Exception_Kind => "exception",
         when Alias          => "alias",
         when Constant_Kind  => "constant",
         when Enumerator     => "enumerator");

   -------------
   -- Find_In --
   -------------

   function Find_In
     (Self : Repository; Container : Optional_Index; Name : String) return Optional_Index
   is
      Place : constant Index_Maps.Cursor := Self.By_Name.Find (Key (Container, Name));
   begin
      return (if Index_Maps.Has_Element (Place) then Index_Maps.Element (Place) else 0);
   end Find_In;

   -------------
   -- Find_Id --
   -------------

   function Find_Id (Self : Repository; Id : String) return Optional_Index is
      Place : constant Index_Maps.Cursor := Self.By_Id.Find (Id);
   begin
      return (if Index_Maps.Has_Element (Place) then Index_Maps.Element (Place) else 0);
   end Find_Id;

   ---------
   -- Add --
   ---------

   procedure Add (Self : in out Repository; Item : Definition; At_Index : out Index) is
   begin
      if Self.Definitions.Length = Max_Definitions then
         raise Full with "no more than" & Max_Definitions'Image & " definitions are held";
      end if;
      Self.Definitions.Append (Item);
      At_Index := Self.Definitions.Last_Index;
      Self.By_Name.Insert (Key (Item.Container, To_String (Item.Name)), At_Index);
      if Length (Item.Id) > 0 then
         Self.By_Id.Insert (To_String (Item.Id), At_Index);
      end if;
   end Add;

   procedure Add_Type (Self : in out Repository; Item : Type_Node; At_Ref : out Type_Ref) is
   begin
      if Self.Types.Length = Max_Types then
         raise Full with "no more than" & Max_Types'Image & " types are held";
      end if;
      Self.Types.Append (Item);
      At_Ref := Self.Types.Last_Index;
   end Add_Type;

   ------------------
   -- Count_Fields --
   ------------------

   procedure Count_Fields (Self : in out Repository; More : Natural) is
   begin
      Self.Fields := Self.Fields + More;
      if Self.Fields > Max_Fields then
         raise Full
           with "no more than" & Max_Fields'Image & " members and parameters are held";
      end if;
   end Count_Fields;

   ------------
   -- Set_Id --
   ------------

   procedure Set_Id (Self : in out Repository; Item : Index; Id, Version : String) is
   begin
      Self.By_Id.Exclude (To_String (Self.Definitions (Item).Id));
      Self.By_Id.Insert (Id, Item);
      Self.Definitions (Item).Id      := To_Unbounded_String (Id);
      Self.Definitions (Item).Version := To_Unbounded_String (Version);
   end Set_Id;

   -------------------
   -- Absolute_Name --
   -------------------

   function Absolute_Name (Self : Repository; Item : Optional_Index) return String is
      Result : Unbounded_String;
      Here   : Optional_Index := Item;
   begin
      while Here /= Root loop
         Result := "::" & Self.Definitions (Here).Name & Result;
         Here   := Self.Definitions (Here).Container;
      end loop;
      return To_String (Result);
   end Absolute_Name;

   -------------------
   -- Find_Absolute --
   -------------------

   function Find_Absolute (Self : Repository; Name : String) return Optional_Index is
      Here  : Optional_Index := Root;
      First : Positive := Name'First;
      Last  : Natural;
   begin
      if Name'Length > 2 and then Name (First .. First + 1) = "::" then
         First := First + 2;
      end if;
      while First <= Name'Last loop
         Last := First - 1;
         while Last < Name'Last and then Name (Last + 1) /= ':' loop
            Last := Last + 1;
         end loop;
         Here := Find_In (Self, Here, Name (First .. Last));
         if Here = 0 or else Self.Definitions (Here).Name /= Name (First .. Last) then
            return 0;
         elsif Last = Name'Last then
            return Here;
         elsif Last + 2 > Name'Last or else Name (Last + 1 .. Last + 2) /= "::" then
            return 0;
         end if;
         First := Last + 3;
      end loop;
      return 0;
   end Find_Absolute;

   ----------------
   -- Underlying --
   ----------------

   function Underlying (Self : Repository; Item : Type_Ref) return Type_Node is
      Here : constant Type_Node := Self.Types (Item);
   begin
      return
        (if Here.Kind = Named and then Self.Definitions (Here.Named).Kind = Alias
         then Self.Types (Self.Definitions (Here.Named).Origin) else Here);
   end Underlying;

   ----------
   -- Is_A --
   ----------

   function Is_A (Self : Repository; Item, Other : Index) return Boolean is
     (Item = Other or else Self.Definitions (Item).Ancestors.Contains (Other));

end Interface_Repository.Model;
