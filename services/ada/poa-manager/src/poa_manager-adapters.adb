with Ada.Characters.Handling;
with Ada.Containers.Indefinite_Ordered_Maps;
with Ada.Strings.Fixed;
with Ada.Unchecked_Deallocation;
with Corba.System_Exceptions;
with Interfaces;
with POA_Manager.Managers;
with POA_Manager.User_Exceptions;

package body POA_Manager.Adapters is

   use Corba.System_Exceptions;
   use POA_Manager.Policies;
   use type Interfaces.Unsigned_32;
   use type Kit.JSON.Value;

   Bad_Name   : constant Minor_Code := Polyorb_Set or 36;
   Too_Many   : constant Minor_Code := Polyorb_Set or 37;
   Root_Stays : constant Minor_Code := Polyorb_Set or 38;

   Services_Name     : constant String := "services";
   Services_Policies : constant List :=
     (Persistent, User_Id, Multiple_Id, Use_Servant_Manager);

   procedure Free is new Ada.Unchecked_Deallocation (Adapter, Adapter_Access);

   package Adapter_Maps is
     new Ada.Containers.Indefinite_Ordered_Maps (String, Adapter_Access);

   --  By path, so that all below a POA follow each other.
   All_Adapters : Adapter_Maps.Map;

   --  Of a path: all but the last name, and that.
   function Last_Slash (Path : String) return Natural is
     (Ada.Strings.Fixed.Index (Path, "/", Ada.Strings.Backward));

   function Is_Below (Path, Top : String) return Boolean is
     (Path'Length > Top'Length + 1
      and then Path (Path'First .. Path'First + Top'Length) = Top & '/');

   procedure Take_Objects (From : Adapter_Access; Etherealized : in out Natural);
   procedure Insert (Path, Manager : String; Policies : Set);
   function Image (Item : Adapter_Access) return Kit.JSON.Value;

   function Has (Item : Adapter_Access; Value : POA_Manager.Policies.Values) return Boolean is
     (Item.Policies (Kind_Of (Value)) = Value);

   ----------
   -- Find --
   ----------

   function Find (Path : String) return not null Adapter_Access is
      Place : constant Adapter_Maps.Cursor := All_Adapters.Find (Path);
   begin
      if not Adapter_Maps.Has_Element (Place) then
         User_Exceptions.Throw
           (User_Exceptions.Adapter_Non_Existent, "there is no such POA");
      end if;
      return Adapter_Maps.Element (Place);
   end Find;

   ------------
   -- Insert --
   ------------

   procedure Insert (Path, Manager : String; Policies : Set) is
      Item : constant Adapter_Access := new Adapter;
   begin
      Item.Path     := To_Unbounded_String (Path);
      Item.Manager  := To_Unbounded_String (Manager);
      Item.Policies := Policies;
      All_Adapters.Insert (Path, Item);
      Managers.Join (Manager);
   end Insert;

   ------------
   -- Create --
   ------------

   procedure Create
     (Parent, Name : String;
      Manager      : String;
      Policies     : POA_Manager.Policies.Set)
   is
      Path  : constant String := To_String (Find (Parent).Path) & '/' & Name;
      State : Managers.States;
      pragma Unreferenced (State);
   begin
      if not Managers.Is_Name (Name) then
         Throw
           (Bad_Param, Bad_Name,
            "the name of a POA has 1 to 64 octets, without blanks and /");
      elsif All_Adapters.Contains (Path) then
         User_Exceptions.Throw
           (User_Exceptions.Adapter_Already_Exists, "the parent has a POA of this name");
      elsif Natural (All_Adapters.Length) = Max_Adapters then
         Throw (Imp_Limit, Too_Many, "there are 256 POAs already");
      elsif Ada.Strings.Fixed.Count (Path, "/") = Max_Depth then
         Throw (Imp_Limit, Too_Many, "the tree of POAs has at most 16 levels");
      elsif Manager /= "" then
         --  Raises where there is none.
         State := Managers.State (Manager);
         Insert (Path, Manager, Policies);
      else
         declare
            Own : constant String := Managers.Free_Name (Name);
         begin
            Managers.Create (Own);
            Insert (Path, Own, Policies);
         end;
      end if;
   end Create;

   ------------------
   -- Take_Objects --
   ------------------

   procedure Take_Objects (From : Adapter_Access; Etherealized : in out Natural) is
   begin
      if From.Servant_Manager = Servant_Activator then
         Etherealized := Etherealized + Object_Maps.Count (From.Objects);
      end if;
      Object_Maps.Clear (From.Objects);
   end Take_Objects;

   -------------
   -- Destroy --
   -------------

   procedure Destroy
     (Path : String; Paths : in out Kit.JSON.Value; Etherealized : out Natural)
   is
      Top   : constant String := To_String (Find (Path).Path);
      Place : Adapter_Maps.Cursor := All_Adapters.Ceiling (Top);
      Next  : Adapter_Maps.Cursor;
      Item  : Adapter_Access;
   begin
      Etherealized := 0;
      if Top = Root_Path then
         Throw (Bad_Inv_Order, Root_Stays, "RootPOA cannot be destroyed");
      end if;
      while Adapter_Maps.Has_Element (Place) loop
         Next := Adapter_Maps.Next (Place);
         Item := Adapter_Maps.Element (Place);
         if Item.Path = Top or else Is_Below (To_String (Item.Path), Top) then
            Kit.JSON.Append (Paths, +To_String (Item.Path));
            Take_Objects (Item, Etherealized);
            Managers.Leave (To_String (Item.Manager));
            All_Adapters.Delete (Place);
            Free (Item);
         end if;
         Place := Next;
      end loop;
   end Destroy;

   -----------------
   -- Etherealize --
   -----------------

   procedure Etherealize (Manager : String; Count : out Natural) is
   begin
      Count := 0;
      for Item of All_Adapters loop
         if Item.Manager = Manager and then Item.Servant_Manager = Servant_Activator then
            Take_Objects (Item, Count);
         end if;
      end loop;
   end Etherealize;

   -------------------
   -- Need_Services --
   -------------------

   procedure Need_Services is
   begin
      if not All_Adapters.Contains (Services_Path) then
         Create (Root_Path, Services_Name, "", Combined (Services_Policies));
         Find (Services_Path).Servant_Manager := Servant_Activator;
         Managers.Set_State (To_String (Find (Services_Path).Manager), Managers.Active);
      end if;
   end Need_Services;

   -----------
   -- Image --
   -----------

   function Image (Item : Adapter_Access) return Kit.JSON.Value is
      Path     : constant String := To_String (Item.Path);
      Manager  : constant String := To_String (Item.Manager);
      Slash    : constant Natural := Last_Slash (Path);
      Children : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Servant  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Result   : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      for Other of All_Adapters loop
         if Is_Below (To_String (Other.Path), Path)
           and then Last_Slash (To_String (Other.Path)) = Path'Length + 1
         then
            Kit.JSON.Append (Children, +Slice (Other.Path, Path'Length + 2, Length (Other.Path)));
         end if;
      end loop;
      Kit.JSON.Add (Result, "name", Path (Slash + 1 .. Path'Last));
      Kit.JSON.Add (Result, "path", Path);
      if Slash > 0 then
         Kit.JSON.Add (Result, "parent", Path (Path'First .. Slash - 1));
      end if;
      Kit.JSON.Add (Result, "policies", Image (Item.Policies));
      Kit.JSON.Add (Result, "manager", Manager);
      Kit.JSON.Add
        (Result, "state",
         Ada.Characters.Handling.To_Lower (Managers.State (Manager)'Image));
      Kit.JSON.Add (Result, "children", Children);
      Kit.JSON.Add
        (Result, "activeObjects", Long_Long_Integer (Object_Maps.Count (Item.Objects)));
      case Item.Servant_Manager is
         when None              => null;
         when Servant_Activator => Kit.JSON.Add (Result, "servantManager", "ServantActivator");
         when Servant_Locator   => Kit.JSON.Add (Result, "servantManager", "ServantLocator");
      end case;
      if Length (Item.Default_Servant.Name) > 0 then
         Kit.JSON.Add (Servant, "servant", To_String (Item.Default_Servant.Name));
         Kit.JSON.Add (Servant, "typeId", To_String (Item.Default_Servant.Type_Id));
         Kit.JSON.Add (Result, "defaultServant", Servant);
      end if;
      return Result;
   end Image;

   function Image (Path : String) return Kit.JSON.Value is (Image (Find (Path)));

   ------------
   -- Images --
   ------------

   function Images return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Item of All_Adapters loop
         Kit.JSON.Append (Result, Image (Item));
      end loop;
      return Result;
   end Images;

   ------------
   -- Set_Up --
   ------------

   procedure Set_Up is
   begin
      Managers.Create (Managers.Root_Manager);
      Insert (Root_Path, Managers.Root_Manager, Of_Root);
      Managers.Set_State (Managers.Root_Manager, Managers.Active);
   end Set_Up;

end POA_Manager.Adapters;
