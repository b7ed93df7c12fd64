with Ada.Containers.Indefinite_Ordered_Maps;
with Ada.Unchecked_Deallocation;
with Corba.System_Exceptions;
with Interfaces;

package body Orb_Core.Registry is

   use Orb_Core.Servants;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   --  OBJECT_NOT_EXIST: no such object in the adapter. OBJ_ADAPTER: no servant
   --  for it at the moment.
   Not_Known  : constant Minor_Code := OMG_Set or 2;
   Not_Active : constant Minor_Code := OMG_Set or 3;
   Bad_Key    : constant Minor_Code := Polyorb_Set or 11;
   Key_Taken  : constant Minor_Code := Polyorb_Set or 1;
   Map_Full   : constant Minor_Code := Polyorb_Set or 3;

   protected type Turn is
      entry Take;
      procedure Give;
   private
      Taken : Boolean := False;
   end Turn;

   --  Users counts the requests that have it or wait for their turn; whoever
   --  is last frees an object that was unregistered meanwhile.
   type Object is limited record
      Servant  : Servant_Access;
      Active   : Boolean := True;
      Removed  : Boolean := False;
      Users    : Natural := 0;
      Requests : Long_Long_Integer := 0;
      Turn     : Registry.Turn;
   end record;

   procedure Free is new Ada.Unchecked_Deallocation (Object, Object_Access);

   package Object_Maps is new Ada.Containers.Indefinite_Ordered_Maps (String, Object_Access);

   type Outcomes is (Done, Unknown_Key, Inactive, Taken_Key, Full);

   protected Map is
      procedure Insert (Key : String; Item : Object_Access; Outcome : out Outcomes);

      --  Unused is the object when nobody uses it any more.
      procedure Remove (Key : String; Unused : out Object_Access; Outcome : out Outcomes);
      procedure Set_Active (Key : String; Active : Boolean; Outcome : out Outcomes);
      procedure Use_Object (Key : String; Item : out Object_Access; Outcome : out Outcomes);
      procedure End_Use (Item : Object_Access; Is_Unused : out Boolean);
      procedure Describe (Key : String; Image : out Kit.JSON.Value; Outcome : out Outcomes);
      procedure Describe_All (After : String; Limit : Positive; Images : in out Kit.JSON.Value);
      function Size return Natural;
   private
      Objects : Object_Maps.Map;
   end Map;

   procedure Check (Outcome : Outcomes);
   procedure Destroy (Item : in out Object_Access);
   function Object_Image (Key : String; Item : Object_Access) return Kit.JSON.Value;

   ----------
   -- Turn --
   ----------

   protected body Turn is

      entry Take when not Taken is
      begin
         Taken := True;
      end Take;

      procedure Give is
      begin
         Taken := False;
      end Give;

   end Turn;

   ------------------
   -- Object_Image --
   ------------------

   function Object_Image (Key : String; Item : Object_Access) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "key", Key);
      Kit.JSON.Add (Result, "interface", Item.Servant.Interface_Id);
      Kit.JSON.Add (Result, "active", Item.Active);
      Kit.JSON.Add (Result, "requests", Item.Requests);
      return Result;
   end Object_Image;

   ---------
   -- Map --
   ---------

   protected body Map is

      procedure Insert (Key : String; Item : Object_Access; Outcome : out Outcomes) is
      begin
         if Objects.Contains (Key) then
            Outcome := Taken_Key;
         elsif Natural (Objects.Length) = Max_Objects then
            Outcome := Full;
         else
            Objects.Insert (Key, Item);
            Outcome := Done;
         end if;
      end Insert;

      procedure Remove (Key : String; Unused : out Object_Access; Outcome : out Outcomes) is
         Place : Object_Maps.Cursor := Objects.Find (Key);
      begin
         Unused := null;
         if not Object_Maps.Has_Element (Place) then
            Outcome := Unknown_Key;
            return;
         end if;
         Object_Maps.Element (Place).Removed := True;
         if Object_Maps.Element (Place).Users = 0 then
            Unused := Object_Maps.Element (Place);
         end if;
         Objects.Delete (Place);
         Outcome := Done;
      end Remove;

      procedure Set_Active (Key : String; Active : Boolean; Outcome : out Outcomes) is
         Place : constant Object_Maps.Cursor := Objects.Find (Key);
      begin
         Outcome := (if Object_Maps.Has_Element (Place) then Done else Unknown_Key);
         if Outcome = Done then
            Object_Maps.Element (Place).Active := Active;
         end if;
      end Set_Active;

      procedure Use_Object (Key : String; Item : out Object_Access; Outcome : out Outcomes) is
         Place : constant Object_Maps.Cursor := Objects.Find (Key);
      begin
         Item := null;
         if not Object_Maps.Has_Element (Place) then
            Outcome := Unknown_Key;
         elsif not Object_Maps.Element (Place).Active then
            Outcome := Inactive;
         else
            Item := Object_Maps.Element (Place);
            Item.Users    := Item.Users + 1;
            Item.Requests := Item.Requests + 1;
            Outcome := Done;
         end if;
      end Use_Object;

      procedure End_Use (Item : Object_Access; Is_Unused : out Boolean) is
      begin
         Item.Users := Item.Users - 1;
         Is_Unused  := Item.Removed and then Item.Users = 0;
      end End_Use;

      procedure Describe (Key : String; Image : out Kit.JSON.Value; Outcome : out Outcomes) is
         Place : constant Object_Maps.Cursor := Objects.Find (Key);
      begin
         Outcome := (if Object_Maps.Has_Element (Place) then Done else Unknown_Key);
         if Outcome = Done then
            Image := Object_Image (Key, Object_Maps.Element (Place));
         end if;
      end Describe;

      procedure Describe_All
        (After : String; Limit : Positive; Images : in out Kit.JSON.Value)
      is
         Place : Object_Maps.Cursor := Objects.Ceiling (After);
      begin
         while Object_Maps.Has_Element (Place) and then Kit.JSON.Length (Images) < Limit loop
            if Object_Maps.Key (Place) /= After then
               Kit.JSON.Append
                 (Images, Object_Image (Object_Maps.Key (Place), Object_Maps.Element (Place)));
            end if;
            Object_Maps.Next (Place);
         end loop;
      end Describe_All;

      function Size return Natural is (Natural (Objects.Length));

   end Map;

   -----------
   -- Check --
   -----------

   procedure Check (Outcome : Outcomes) is
   begin
      case Outcome is
         when Done        => null;
         when Unknown_Key => Throw (Object_Not_Exist, Not_Known, "no object has this key");
         when Inactive    => Throw (Obj_Adapter, Not_Active, "the object is not active");
         when Taken_Key   => Throw (Bad_Inv_Order, Key_Taken, "an object has this key already");
         when Full        => Throw (Imp_Limit, Map_Full, "the object map is full");
      end case;
   end Check;

   -------------
   -- Destroy --
   -------------

   procedure Destroy (Item : in out Object_Access) is
   begin
      Free (Item.Servant);
      Free (Item);
   end Destroy;

   --------------
   -- Register --
   --------------

   procedure Register
     (Key : String; Servant : not null Servant_Access; Activate : Boolean)
   is
      Item    : Object_Access;
      Outcome : Outcomes;
   begin
      if Key'Length not in 1 .. Max_Key_Length then
         Throw (Bad_Param, Bad_Key, "an object key has 1 to 256 octets");
      end if;
      Item := new Object;
      Item.Servant := Servant_Access (Servant);
      Item.Active  := Activate;
      Map.Insert (Key, Item, Outcome);
      if Outcome /= Done then
         Free (Item);
      end if;
      Check (Outcome);
   end Register;

   ----------------
   -- Unregister --
   ----------------

   procedure Unregister (Key : String) is
      Unused  : Object_Access;
      Outcome : Outcomes;
   begin
      Map.Remove (Key, Unused, Outcome);
      Check (Outcome);
      if Unused /= null then
         Destroy (Unused);
      end if;
   end Unregister;

   ----------------
   -- Set_Active --
   ----------------

   procedure Set_Active (Key : String; Active : Boolean) is
      Outcome : Outcomes;
   begin
      Map.Set_Active (Key, Active, Outcome);
      Check (Outcome);
   end Set_Active;

   -------------
   -- Acquire --
   -------------

   procedure Acquire (Key : String; Into : in out Hold) is
      Outcome : Outcomes;
   begin
      Map.Use_Object (Key, Into.Object, Outcome);
      Check (Outcome);
      Into.Object.Turn.Take;
   end Acquire;

   -------------
   -- Release --
   -------------

   procedure Release (From : in out Hold) is
      Is_Unused : Boolean;
   begin
      From.Object.Turn.Give;
      Map.End_Use (From.Object, Is_Unused);
      if Is_Unused then
         Destroy (From.Object);
      end if;
      From.Object := null;
   end Release;

   function Servant (Of_Hold : Hold) return not null Servant_Access is
     (Of_Hold.Object.Servant);

   function Count return Natural is (Map.Size);

   -----------
   -- Image --
   -----------

   function Image (Key : String) return Kit.JSON.Value is
      Result  : Kit.JSON.Value;
      Outcome : Outcomes;
   begin
      Map.Describe (Key, Result, Outcome);
      Check (Outcome);
      return Result;
   end Image;

   ------------
   -- Images --
   ------------

   function Images (After : String; Limit : Positive) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      Map.Describe_All (After, Limit, Result);
      return Result;
   end Images;

   function Interface_Of (Key : String) return String is
     (Kit.JSON.As_String (Kit.JSON.Get (Image (Key), "interface")));

end Orb_Core.Registry;
