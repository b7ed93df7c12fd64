with Ada.Containers.Indefinite_Ordered_Maps;
with Ada.Unchecked_Deallocation;
with Corba.System_Exceptions;
with Interfaces;

package body POA_Manager.Object_Maps is

   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   Map_Full : constant Minor_Code := Polyorb_Set or 3;

   package Incarnation_Maps is
     new Ada.Containers.Indefinite_Ordered_Maps (String, Incarnation);

   type Activity is record
      Count : Positive := 1;
      Id    : Unbounded_String;
   end record;

   package Servant_Maps is new Ada.Containers.Indefinite_Ordered_Maps (String, Activity);

   type Store is record
      Objects  : Incarnation_Maps.Map;
      Servants : Servant_Maps.Map;
   end record;

   procedure Free is new Ada.Unchecked_Deallocation (Store, Store_Access);

   All_Objects : Natural := 0;

   procedure Forget_Servant (Within : in out Store; Name, Id : String);

   --------------
   -- Finalize --
   --------------

   overriding procedure Finalize (Item : in out Map) is
   begin
      Clear (Item);
      Free (Item.Store);
   end Finalize;

   ------------
   -- Insert --
   ------------

   procedure Insert (Into : in out Map; Id : String; Item : Incarnation) is
      Name  : constant String := To_String (Item.Servant.Name);
      Place : Servant_Maps.Cursor;
      Known : Activity;
   begin
      if All_Objects = Max_Objects then
         Throw (Imp_Limit, Map_Full, "10000 objects are active already");
      elsif Into.Store = null then
         Into.Store := new Store;
      end if;
      Into.Store.Objects.Insert (Id, Item);
      All_Objects := All_Objects + 1;
      Place := Into.Store.Servants.Find (Name);
      if Servant_Maps.Has_Element (Place) then
         Known := Servant_Maps.Element (Place);
         Known.Count := Known.Count + 1;
         Into.Store.Servants.Replace_Element (Place, Known);
      else
         Into.Store.Servants.Insert (Name, (1, To_Unbounded_String (Id)));
      end if;
   end Insert;

   --------------------
   -- Forget_Servant --
   --------------------

   procedure Forget_Servant (Within : in out Store; Name, Id : String) is
      Place : Servant_Maps.Cursor := Within.Servants.Find (Name);
      Known : Activity := Servant_Maps.Element (Place);
   begin
      if Known.Count = 1 then
         Within.Servants.Delete (Place);
         return;
      end if;
      Known.Count := Known.Count - 1;
      if Known.Id = Id then
         for Other in Within.Objects.Iterate loop
            if Incarnation_Maps.Element (Other).Servant.Name = Name then
               Known.Id := To_Unbounded_String (Incarnation_Maps.Key (Other));
               exit;
            end if;
         end loop;
      end if;
      Within.Servants.Replace_Element (Place, Known);
   end Forget_Servant;

   ------------
   -- Remove --
   ------------

   procedure Remove (From : in out Map; Id : String) is
      Name : constant String := To_String (From.Store.Objects.Element (Id).Servant.Name);
   begin
      From.Store.Objects.Delete (Id);
      All_Objects := All_Objects - 1;
      Forget_Servant (From.Store.all, Name, Id);
   end Remove;

   -----------
   -- Clear --
   -----------

   procedure Clear (Item : in out Map) is
   begin
      if Item.Store /= null then
         All_Objects := All_Objects - Natural (Item.Store.Objects.Length);
         Item.Store.Objects.Clear;
         Item.Store.Servants.Clear;
      end if;
   end Clear;

   function Contains (Within : Map; Id : String) return Boolean is
     (Within.Store /= null and then Within.Store.Objects.Contains (Id));

   function Element (Within : Map; Id : String) return Incarnation is
     (Within.Store.Objects.Element (Id));

   function Count_Of (Within : Map; Servant_Name : String) return Natural is
     (if Within.Store = null or else not Within.Store.Servants.Contains (Servant_Name) then 0
      else Within.Store.Servants.Element (Servant_Name).Count);

   function Id_Of (Within : Map; Servant_Name : String) return String is
     (To_String (Within.Store.Servants.Element (Servant_Name).Id));

   function Count (Item : Map) return Natural is
     (if Item.Store = null then 0 else Natural (Item.Store.Objects.Length));

   function Total return Natural is (All_Objects);

   ------------
   -- Images --
   ------------

   function Images (Within : Map; After : String; Limit : Positive) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Item   : Kit.JSON.Value;
      Place  : Incarnation_Maps.Cursor;
      Found  : Incarnation;
   begin
      if Within.Store = null then
         return Result;
      end if;
      Place := Within.Store.Objects.Ceiling (After);
      while Incarnation_Maps.Has_Element (Place) and then Kit.JSON.Length (Result) < Limit loop
         if Incarnation_Maps.Key (Place) /= After then
            Found := Incarnation_Maps.Element (Place);
            Item  := Kit.JSON.Empty_Object;
            Kit.JSON.Add (Item, "objectId", Incarnation_Maps.Key (Place));
            Kit.JSON.Add (Item, "servant", To_String (Found.Servant.Name));
            Kit.JSON.Add (Item, "typeId", To_String (Found.Servant.Type_Id));
            if Length (Found.Reference) > 0 then
               Kit.JSON.Add (Item, "reference", To_String (Found.Reference));
            end if;
            Kit.JSON.Append (Result, Item);
         end if;
         Incarnation_Maps.Next (Place);
      end loop;
      return Result;
   end Images;

end POA_Manager.Object_Maps;
