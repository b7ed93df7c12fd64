with Ada.Strings.Unbounded;
with Corba.Corbaloc;
with Corba.IOR;
with Corba.References;
with Corba.System_Exceptions;
with Interfaces;
with POA_Manager.Object_Ids;
with POA_Manager.Object_Keys;
with POA_Manager.Policies;
with POA_Manager.User_Exceptions;

package body POA_Manager.Objects is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use POA_Manager.User_Exceptions;
   use all type POA_Manager.Policies.Values;
   use type Interfaces.Unsigned_32;

   --  As CORBA numbers them, but for the last.
   Already_Set   : constant Minor_Code := OMG_Set or 6;
   Wrong_Manager : constant Minor_Code := OMG_Set or 4;
   Other_Type    : constant Minor_Code := Polyorb_Set or 40;

   Orb_Host : Unbounded_String := To_Unbounded_String ("orb-core");
   Orb_Port : Positive := 50_060;

   procedure Need (Condition : Boolean; What : String);

   --  Of a servant that is known under another type.
   procedure Check_Servant (Within : Adapter_Access; Item : Servant);

   function Is_Active (Within : Adapter_Access; Item : Servant) return Boolean is
     (Count_Of (Within.Objects, To_String (Item.Name)) > 0);

   function Span (Within : Adapter_Access) return String is
     (if Has (Within, Persistent) then Object_Keys.Persistent else Object_Keys.Life);

   ---------------
   -- Configure --
   ---------------

   procedure Configure (Host : String; Port : Positive) is
   begin
      Orb_Host := To_Unbounded_String (Host);
      Orb_Port := Port;
   end Configure;

   ----------
   -- Need --
   ----------

   procedure Need (Condition : Boolean; What : String) is
   begin
      if not Condition then
         Throw (Wrong_Policy, "the operation needs a POA with " & What);
      end if;
   end Need;

   -------------------
   -- Check_Servant --
   -------------------

   procedure Check_Servant (Within : Adapter_Access; Item : Servant) is
   begin
      if Is_Active (Within, Item)
        and then Element
          (Within.Objects,
           Id_Of (Within.Objects, To_String (Item.Name))).Servant.Type_Id /= Item.Type_Id
      then
         Throw (Bad_Param, Other_Type, "the servant is active here with another type id");
      end if;
   end Check_Servant;

   --------------
   -- Activate --
   --------------

   function Activate (Within : not null Adapter_Access; Item : Servant) return String is
   begin
      Need (Has (Within, System_Id) and then Has (Within, Retain), "SYSTEM_ID and RETAIN");
      if Has (Within, Unique_Id) and then Is_Active (Within, Item) then
         Throw (Servant_Already_Active, "the servant incarnates an object of this POA");
      end if;
      Check_Servant (Within, Item);
      return Id : constant String := Object_Ids.Make (Within) do
         Insert (Within.Objects, Id, (Item, Null_Unbounded_String));
      end return;
   end Activate;

   ----------------------
   -- Activate_With_Id --
   ----------------------

   procedure Activate_With_Id
     (Within : not null Adapter_Access; Id : String; Item : Servant) is
   begin
      Need (Has (Within, Retain), "RETAIN");
      Object_Ids.Check (Within, Id);
      if Contains (Within.Objects, Id) then
         Throw (Object_Already_Active, "the object is active");
      elsif Has (Within, Unique_Id) and then Is_Active (Within, Item) then
         Throw (Servant_Already_Active, "the servant incarnates an object of this POA");
      end if;
      Check_Servant (Within, Item);
      Insert (Within.Objects, Id, (Item, Null_Unbounded_String));
   end Activate_With_Id;

   ----------------
   -- Deactivate --
   ----------------

   procedure Deactivate (Within : not null Adapter_Access; Id : String) is
   begin
      Need (Has (Within, Retain), "RETAIN");
      if not Contains (Within.Objects, Id) then
         Throw (Object_Not_Active, "the object is not active");
      end if;
      Remove (Within.Objects, Id);
   end Deactivate;

   -------------------
   -- Servant_To_Id --
   -------------------

   function Servant_To_Id (Within : not null Adapter_Access; Item : Servant) return String is
   begin
      Need
        (Has (Within, Use_Default_Servant)
         or else (Has (Within, Retain)
                  and then (Has (Within, Unique_Id) or else Has (Within, Implicit_Activation))),
         "USE_DEFAULT_SERVANT, or RETAIN and UNIQUE_ID or IMPLICIT_ACTIVATION");
      if Has (Within, Retain) and then Has (Within, Unique_Id)
        and then Is_Active (Within, Item)
      then
         return Id_Of (Within.Objects, To_String (Item.Name));
      elsif Has (Within, Retain) and then Has (Within, Implicit_Activation) then
         return Activate (Within, Item);
      end if;
      --  A default servant has an id during a request alone.
      Throw (Servant_Not_Active, "the servant incarnates no object of this POA");
   end Servant_To_Id;

   -------------------
   -- Id_To_Servant --
   -------------------

   function Id_To_Servant (Within : not null Adapter_Access; Id : String) return Servant is
   begin
      Need
        (Has (Within, Retain) or else Has (Within, Use_Default_Servant),
         "RETAIN or USE_DEFAULT_SERVANT");
      if Contains (Within.Objects, Id) then
         return Element (Within.Objects, Id).Servant;
      elsif Within.Default_Servant = Object_Maps.No_Servant then
         Throw (Object_Not_Active, "the object is not active");
      end if;
      return Within.Default_Servant;
   end Id_To_Servant;

   ---------------------
   -- Id_To_Reference --
   ---------------------

   function Id_To_Reference (Within : not null Adapter_Access; Id : String) return String is
   begin
      Need (Has (Within, Retain), "RETAIN");
      if not Contains (Within.Objects, Id) then
         Throw (Object_Not_Active, "the object is not active");
      end if;
      declare
         Item : constant Incarnation := Element (Within.Objects, Id);
      begin
         return (if Length (Item.Reference) > 0 then To_String (Item.Reference)
                 else Reference (Within, Id, To_String (Item.Servant.Type_Id)));
      end;
   end Id_To_Reference;

   ---------------------
   -- Reference_To_Id --
   ---------------------

   function Reference_To_Id
     (Within : not null Adapter_Access; Reference : String) return String
   is
      use Corba.References;
      Item  : constant Corba.References.Reference :=
        (if Corba.IOR.Is_IOR (Reference) then Corba.IOR.Parse (Reference)
         else Corba.Corbaloc.Parse (Reference));
      Parts : Object_Keys.Parts;
   begin
      if First_IIOP (Item) = 0 then
         Throw (Wrong_Adapter, "the reference has no profile for IIOP");
      end if;
      Parts := Object_Keys.Parse (To_String (Nth (Item, First_IIOP (Item)).Key));
      if Parts.Path /= Within.Path then
         Throw (Wrong_Adapter, "another POA has made the reference");
      elsif Parts.Span /= Span (Within) then
         Throw (Wrong_Adapter, "the reference is of an earlier life of this transient POA");
      end if;
      return To_String (Parts.Id);
   exception
      when Object_Keys.Malformed =>
         Throw (Wrong_Adapter, "no POA has made the reference");
   end Reference_To_Id;

   ----------------------
   -- Create_Reference --
   ----------------------

   function Create_Reference
     (Within : not null Adapter_Access; Type_Id, Id : String) return String is
   begin
      if Id = "" then
         Need (Has (Within, System_Id), "SYSTEM_ID");
         return Reference (Within, Object_Ids.Make (Within), Type_Id);
      end if;
      Object_Ids.Check (Within, Id);
      return Reference (Within, Id, Type_Id);
   end Create_Reference;

   ---------------
   -- Reference --
   ---------------

   function Reference
     (Within : not null Adapter_Access; Id, Type_Id : String) return String is
     (Corba.IOR.Image
        (Corba.References.Make_IIOP
           (Type_Id, To_String (Orb_Host), Orb_Port,
            Object_Keys.Image (To_String (Within.Path), Span (Within), Id))));

   -------------------------
   -- Set_Default_Servant --
   -------------------------

   procedure Set_Default_Servant (Within : not null Adapter_Access; Item : Servant) is
   begin
      Need (Has (Within, Use_Default_Servant), "USE_DEFAULT_SERVANT");
      Within.Default_Servant := Item;
   end Set_Default_Servant;

   ---------------------
   -- Default_Servant --
   ---------------------

   function Default_Servant (Within : not null Adapter_Access) return Servant is
   begin
      Need (Has (Within, Use_Default_Servant), "USE_DEFAULT_SERVANT");
      if Within.Default_Servant = Object_Maps.No_Servant then
         Throw (User_Exceptions.No_Servant, "the POA has no default servant");
      end if;
      return Within.Default_Servant;
   end Default_Servant;

   -------------------------
   -- Set_Servant_Manager --
   -------------------------

   procedure Set_Servant_Manager
     (Within : not null Adapter_Access; Kind : Servant_Managers) is
   begin
      Need (Has (Within, Use_Servant_Manager), "USE_SERVANT_MANAGER");
      if Within.Servant_Manager /= None then
         Throw (Bad_Inv_Order, Already_Set, "the POA has a servant manager");
      elsif Kind /= (if Has (Within, Retain) then Servant_Activator else Servant_Locator) then
         Throw
           (Obj_Adapter, Wrong_Manager,
            "with RETAIN the manager is a ServantActivator, else a ServantLocator");
      end if;
      Within.Servant_Manager := Kind;
   end Set_Servant_Manager;

   ---------------------
   -- Servant_Manager --
   ---------------------

   function Servant_Manager (Within : not null Adapter_Access) return Servant_Managers is
   begin
      Need (Has (Within, Use_Servant_Manager), "USE_SERVANT_MANAGER");
      return Within.Servant_Manager;
   end Servant_Manager;

end POA_Manager.Objects;
