with Ada.Characters.Handling;
with Ada.Containers.Indefinite_Ordered_Maps;
with Ada.Strings.Fixed;
with Corba.System_Exceptions;
with Interfaces;
with POA_Manager.User_Exceptions;

package body POA_Manager.Managers is

   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   --  TRANSIENT: discarded. OBJECT_NOT_EXIST: no such object.
   Discarded      : constant Minor_Code := OMG_Set or 1;
   Not_Known      : constant Minor_Code := OMG_Set or 2;
   Held           : constant Minor_Code := Polyorb_Set or 31;
   Is_Inactive    : constant Minor_Code := Polyorb_Set or 32;
   Bad_Name       : constant Minor_Code := Polyorb_Set or 33;
   Too_Many       : constant Minor_Code := Polyorb_Set or 34;
   Still_Has_POAs : constant Minor_Code := Polyorb_Set or 35;

   type Manager is record
      State : States  := Holding;
      Users : Natural := 0;
   end record;

   package Manager_Maps is new Ada.Containers.Indefinite_Ordered_Maps (String, Manager);

   All_Managers : Manager_Maps.Map;

   function Found (Name : String) return Manager_Maps.Cursor;

   -----------
   -- Found --
   -----------

   function Found (Name : String) return Manager_Maps.Cursor is
      Result : constant Manager_Maps.Cursor := All_Managers.Find (Name);
   begin
      if not Manager_Maps.Has_Element (Result) then
         Throw (Object_Not_Exist, Not_Known, "no POA manager has this name");
      end if;
      return Result;
   end Found;

   ------------
   -- Create --
   ------------

   procedure Create (Name : String) is
   begin
      if not Is_Name (Name) then
         Throw
           (Bad_Param, Bad_Name,
            "the name of a manager has 1 to 64 octets, without blanks and /");
      elsif All_Managers.Contains (Name) then
         User_Exceptions.Throw
           (User_Exceptions.Manager_Already_Exists, "a POA manager has this name: " & Name);
      elsif Natural (All_Managers.Length) = Max_Managers then
         Throw (Imp_Limit, Too_Many, "there are 256 POA managers already");
      end if;
      All_Managers.Insert (Name, (others => <>));
   end Create;

   ---------------
   -- Free_Name --
   ---------------

   function Free_Name (Like : String) return String is
      Start : constant String := Like (Like'First .. Integer'Min (Like'Last, Like'First + 56));
   begin
      if not All_Managers.Contains (Start) then
         return Start;
      end if;
      for Number in 2 .. Max_Managers + 1 loop
         declare
            Name : constant String :=
              Start & '-' & Ada.Strings.Fixed.Trim (Number'Image, Ada.Strings.Left);
         begin
            if not All_Managers.Contains (Name) then
               return Name;
            end if;
         end;
      end loop;
      raise Program_Error with "more managers than there can be";
   end Free_Name;

   ---------------
   -- Set_State --
   ---------------

   procedure Set_State (Name : String; To : States) is
      Place : constant Manager_Maps.Cursor := Found (Name);
      Item  : Manager := Manager_Maps.Element (Place);
   begin
      if Item.State = Inactive then
         User_Exceptions.Throw
           (User_Exceptions.Adapter_Inactive,
            "the POA manager " & Name & " is inactive, which it stays");
      end if;
      Item.State := To;
      All_Managers.Replace_Element (Place, Item);
   end Set_State;

   function State (Name : String) return States is
     (Manager_Maps.Element (Found (Name)).State);

   ------------------
   -- Check_Active --
   ------------------

   procedure Check_Active (Name : String) is
   begin
      case State (Name) is
         when Active =>
            null;
         when Holding =>
            Throw (Transient, Held, "the POA manager " & Name & " is holding requests");
         when Discarding =>
            Throw (Transient, Discarded, "the POA manager " & Name & " is discarding requests");
         when Inactive =>
            Throw (Obj_Adapter, Is_Inactive, "the POA manager " & Name & " is inactive");
      end case;
   end Check_Active;

   function Exists (Name : String) return Boolean is (All_Managers.Contains (Name));

   ----------
   -- Join --
   ----------

   procedure Join (Name : String) is
      Place : constant Manager_Maps.Cursor := Found (Name);
      Item  : Manager := Manager_Maps.Element (Place);
   begin
      Item.Users := Item.Users + 1;
      All_Managers.Replace_Element (Place, Item);
   end Join;

   -----------
   -- Leave --
   -----------

   procedure Leave (Name : String) is
      Place : Manager_Maps.Cursor := Found (Name);
      Item  : Manager := Manager_Maps.Element (Place);
   begin
      Item.Users := Item.Users - 1;
      if Item.Users = 0 then
         All_Managers.Delete (Place);
      else
         All_Managers.Replace_Element (Place, Item);
      end if;
   end Leave;

   ------------
   -- Remove --
   ------------

   procedure Remove (Name : String) is
      Place : Manager_Maps.Cursor := Found (Name);
   begin
      if Manager_Maps.Element (Place).Users > 0 then
         Throw (Bad_Inv_Order, Still_Has_POAs, "the POA manager has POAs");
      end if;
      All_Managers.Delete (Place);
   end Remove;

   -----------
   -- Image --
   -----------

   function Image (Name : String) return Kit.JSON.Value is
      Item   : constant Manager := Manager_Maps.Element (Found (Name));
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "name", Name);
      Kit.JSON.Add (Result, "state", Ada.Characters.Handling.To_Lower (Item.State'Image));
      Kit.JSON.Add (Result, "poas", Long_Long_Integer (Item.Users));
      return Result;
   end Image;

   ------------
   -- Images --
   ------------

   function Images return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Place  : Manager_Maps.Cursor := All_Managers.First;
   begin
      while Manager_Maps.Has_Element (Place) loop
         Kit.JSON.Append (Result, Image (Manager_Maps.Key (Place)));
         Manager_Maps.Next (Place);
      end loop;
      return Result;
   end Images;

end POA_Manager.Managers;
