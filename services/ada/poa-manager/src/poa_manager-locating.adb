with Ada.Strings.Unbounded;
with Corba.Corbaloc;
with Corba.IOR;
with Corba.Octets;
with Corba.References;
with Corba.System_Exceptions;
with Interfaces;
with Kit.Client;
with Kit.Dependencies;
with Kit.HTTP;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with POA_Manager.Adapters;
with POA_Manager.Locking;
with POA_Manager.Managers;
with POA_Manager.Object_Ids;
with POA_Manager.Object_Maps;
with POA_Manager.Objects;
with POA_Manager.Policies;

package body POA_Manager.Locating is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use POA_Manager.Adapters;
   use all type POA_Manager.Policies.Values;
   use type Interfaces.Unsigned_32;
   use type Object_Maps.Servant;

   Naming : constant String := "naming-service";

   --  As CORBA numbers them.
   Not_Known          : constant Minor_Code := OMG_Set or 2;
   No_Default_Servant : constant Minor_Code := OMG_Set or 3;
   No_Servant_Manager : constant Minor_Code := OMG_Set or 4;

   --  What naming-service says of a name.
   type Finding is record
      Status    : Positive := 200;

      --  With any other status than 200 only this.
      Answer    : Kit.JSON.Value;
      Name      : Unbounded_String;
      Reference : Unbounded_String;
      Type_Id   : Unbounded_String;
   end record;

   function Ask (Name : String; Trace : Kit.Traces.Context) return Finding;

   --  The key of the first profile for IIOP.
   function Key_Of (Reference : String) return String;

   function Image
     (Path, Id, Reference, Type_Id : String; Now : Boolean) return Kit.JSON.Value;

   --  What Found says becomes the incarnation of the object.
   procedure Incarnate
     (Within : Adapter_Access; Id : String; Found : Finding; Now : out Boolean);

   --  Checks the state of the POA before anybody is asked, asks, and makes
   --  the servant.
   procedure Locate_By_Naming
     (Path, Id : String;
      Trace    : Kit.Traces.Context;
      Status   : out Positive;
      Answer   : out Kit.JSON.Value);

   ---------
   -- Ask --
   ---------

   function Ask (Name : String; Trace : Kit.Traces.Context) return Finding is
      Content : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Answer  : Kit.Client.Answer;
      Result  : Finding;

      function Text (Member : String) return Unbounded_String is
        (To_Unbounded_String (Kit.JSON.As_String (Kit.JSON.Get (Result.Answer, Member))));
   begin
      Kit.JSON.Add (Content, "name", Name);
      Kit.JSON.Add (Content, "announce", True);
      Answer := Kit.Dependencies.Call
        (Naming, "POST", "/v1/names/resolve", Kit.JSON.Printing.Image (Content), Trace);
      if Answer.Status not in 200 | 400 | 404 | 409 | 422 then
         Kit.HTTP.Refuse (503, Naming & " answers" & Answer.Status'Image, Naming);
      end if;
      Result.Status := Answer.Status;
      Result.Answer := Kit.JSON.Parsing.Parse (To_String (Answer.Content));
      if Answer.Status = 200 then
         if Kit.JSON.As_String (Kit.JSON.Get (Result.Answer, "type")) /= "nobject" then
            Kit.HTTP.Refuse (422, "a naming context, and no object, has this name");
         end if;
         Result.Name      := Text ("name");
         Result.Reference := Text ("reference");
         Result.Type_Id   := Text ("typeId");
      end if;
      return Result;
   exception
      when Kit.JSON.Parsing.Syntax_Error | Kit.JSON.Type_Error =>
         Kit.HTTP.Refuse (503, Naming & " answers what is no binding", Naming);
   end Ask;

   ------------
   -- Key_Of --
   ------------

   function Key_Of (Reference : String) return String is
      use Corba.References;
      Item  : constant Corba.References.Reference :=
        (if Corba.IOR.Is_IOR (Reference) then Corba.IOR.Parse (Reference)
         else Corba.Corbaloc.Parse (Reference));
      First : constant Natural := First_IIOP (Item);
   begin
      return (if First = 0 then "" else To_String (Nth (Item, First).Key));
   end Key_Of;

   -----------
   -- Image --
   -----------

   function Image
     (Path, Id, Reference, Type_Id : String; Now : Boolean) return Kit.JSON.Value
   is
      Key    : constant String := Key_Of (Reference);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "name", Id);
      Kit.JSON.Add (Result, "reference", Reference);
      Kit.JSON.Add (Result, "key", Key);
      Kit.JSON.Add (Result, "keyHex", Corba.Octets.To_Hex (Key));
      Kit.JSON.Add (Result, "typeId", Type_Id);
      Kit.JSON.Add (Result, "poa", Path);
      Kit.JSON.Add (Result, "objectId", Id);
      Kit.JSON.Add (Result, "state", "active");
      Kit.JSON.Add (Result, "activatedNow", Now);
      return Result;
   end Image;

   ---------------
   -- Incarnate --
   ---------------

   procedure Incarnate
     (Within : Adapter_Access; Id : String; Found : Finding; Now : out Boolean)
   is
      use type Object_Maps.Incarnation;
      Item : constant Object_Maps.Incarnation :=
        (Servant   => (To_Unbounded_String (Key_Of (To_String (Found.Reference))),
                       Found.Type_Id),
         Reference => Found.Reference);
   begin
      Object_Ids.Check (Within, Id);
      Now := not Has (Within, Retain)
        or else not Object_Maps.Contains (Within.Objects, Id)
        or else Object_Maps.Element (Within.Objects, Id) /= Item;
      if Now and then Has (Within, Retain) then
         --  Of a name that was bound anew the earlier servant goes.
         if Object_Maps.Contains (Within.Objects, Id) then
            Object_Maps.Remove (Within.Objects, Id);
         end if;
         Object_Maps.Insert (Within.Objects, Id, Item);
      end if;
   end Incarnate;

   ----------------------
   -- Locate_By_Naming --
   ----------------------

   procedure Locate_By_Naming
     (Path, Id : String;
      Trace    : Kit.Traces.Context;
      Status   : out Positive;
      Answer   : out Kit.JSON.Value)
   is
      Found : constant Finding := Ask (Id, Trace);
      Hold  : Locking.Hold;
      pragma Unreferenced (Hold);
      --  It may have gone, or changed its state, meanwhile.
      Within : constant Adapter_Access := Find (Path);
      Now    : Boolean;
   begin
      Managers.Check_Active (To_String (Within.Manager));
      Status := Found.Status;
      Answer := Found.Answer;
      if Found.Status = 200 then
         Incarnate (Within, To_String (Found.Name), Found, Now);
         Answer := Image
           (Path, To_String (Found.Name), To_String (Found.Reference),
            To_String (Found.Type_Id), Now);
      elsif Found.Status = 404 and then Object_Maps.Contains (Within.Objects, Id) then
         Object_Maps.Remove (Within.Objects, Id);
      end if;
   end Locate_By_Naming;

   -----------------
   -- Locate_Name --
   -----------------

   procedure Locate_Name
     (Name   : String;
      Trace  : Kit.Traces.Context;
      Status : out Positive;
      Answer : out Kit.JSON.Value) is
   begin
      declare
         Hold : Locking.Hold;
         pragma Unreferenced (Hold);
      begin
         Need_Services;
         Managers.Check_Active (To_String (Find (Services_Path).Manager));
         Object_Ids.Check (Find (Services_Path), Name);
      end;
      Locate_By_Naming (Services_Path, Name, Trace, Status, Answer);
   end Locate_Name;

   -------------------
   -- Locate_Object --
   -------------------

   procedure Locate_Object
     (Path, Id : String;
      Trace    : Kit.Traces.Context;
      Status   : out Positive;
      Answer   : out Kit.JSON.Value)
   is
      Served : Boolean := True;
   begin
      declare
         Hold   : Locking.Hold;
         pragma Unreferenced (Hold);
         Within : constant Adapter_Access := Find (Path);
      begin
         Managers.Check_Active (To_String (Within.Manager));
         Object_Ids.Check (Within, Id);
         if Object_Maps.Contains (Within.Objects, Id) then
            Answer := Image
              (Path, Id, Objects.Id_To_Reference (Within, Id),
               To_String (Object_Maps.Element (Within.Objects, Id).Servant.Type_Id), False);
         elsif Has (Within, Use_Active_Object_Map_Only) then
            Throw (Object_Not_Exist, Not_Known, "no servant incarnates the object");
         elsif Has (Within, Use_Default_Servant) then
            if Within.Default_Servant = Object_Maps.No_Servant then
               Throw (Obj_Adapter, No_Default_Servant, "the POA has no default servant");
            end if;
            Answer := Image
              (Path, Id,
               Objects.Reference (Within, Id, To_String (Within.Default_Servant.Type_Id)),
               To_String (Within.Default_Servant.Type_Id), False);
         elsif Within.Servant_Manager = None then
            Throw (Obj_Adapter, No_Servant_Manager, "the POA has no servant manager");
         else
            Served := False;
         end if;
      end;
      Status := 200;
      if not Served then
         Locate_By_Naming (Path, Id, Trace, Status, Answer);
      end if;
   end Locate_Object;

end POA_Manager.Locating;
