with Ada.Unchecked_Deallocation;
with Naming_Service.Graph.Storage;

package body Naming_Service.Graph is

   use Naming_Service.Graph.Storage;
   use Naming_Service.Names;

   procedure Free is new Ada.Unchecked_Deallocation (Context_Record, Context_Access);

   protected All_Contexts is
      procedure Resolve
        (Start : Context_Id; Name : Names.Name; Found : out Target; Result : out Outcome);
      procedure Prepare
        (Start  : Context_Id;
         Name   : Names.Name;
         Action : Actions;
         Item   : Target;
         Into   : out Change;
         Result : out Outcome);
      procedure Finish (Item : Change; Apply : Boolean);
      procedure Add (Id : out Context_Id; Result : out Outcome);
      procedure Destroy (Id : Context_Id; Result : out Outcome);
      procedure List
        (Id     : Context_Id;
         After  : String;
         Max    : Positive;
         Into   : in out Kit.JSON.Value;
         More   : out Boolean;
         Result : out Outcome);
      procedure Count (Of_Contexts, Of_Bindings : out Natural);
   private
      Contexts : Context_Maps.Map;
      Bindings : Natural := 0;
      Next     : Context_Id := Root;
   end All_Contexts;

   ------------------
   -- All_Contexts --
   ------------------

   protected body All_Contexts is

      procedure Resolve
        (Start : Context_Id; Name : Names.Name; Found : out Target; Result : out Outcome)
      is
         Within : Context_Id;
         Place  : Binding_Maps.Cursor;
      begin
         Found := (others => <>);
         Walk (Contexts, Start, Name, Within, Result);
         if Result.Kind /= Done then
            return;
         end if;
         Place := Contexts.Element (Within).Bindings.Find (Image (Name (Name'Last)));
         if Binding_Maps.Has_Element (Place) and then Binding_Maps.Element (Place).Visible then
            Found := Binding_Maps.Element (Place).Item;
         else
            Result := Missing (Name, Name'Last, Missing_Node);
         end if;
      end Resolve;

      procedure Prepare
        (Start  : Context_Id;
         Name   : Names.Name;
         Action : Actions;
         Item   : Target;
         Into   : out Change;
         Result : out Outcome)
      is
         Key   : constant String := Image (Name (Name'Last));
         Place : Binding_Maps.Cursor;
         Held  : Binding;
      begin
         Into := (Action => Action, Key => To_Unbounded_String (Key), Item => Item, others => <>);
         Walk (Contexts, Start, Name, Into.Within, Result);
         if Result.Kind /= Done then
            return;
         end if;
         Place := Contexts.Element (Into.Within).Bindings.Find (Key);
         if not Binding_Maps.Has_Element (Place) then
            if Action = Unbind then
               Result := Missing (Name, Name'Last, Missing_Node);
            elsif Bindings = Max_Bindings then
               Result.Kind := Full;
            else
               Contexts.Element (Into.Within).Bindings.Insert
                 (Key, (Name (Name'Last), Item, Visible => False, Locked => True));
               Bindings := Bindings + 1;
               Into.Old := Item;
            end if;
            return;
         end if;
         Held := Binding_Maps.Element (Place);
         if Action = Bind and then Held.Visible then
            Result.Kind := Already_Bound;
         elsif Held.Locked then
            Result.Kind := Changing;
         elsif Action = Rebind and then Item.Kind = Object and then Held.Item.Kind /= Object then
            Result := Missing (Name, Name'Last, Not_Object);
         elsif Action = Rebind and then Item.Kind /= Object and then Held.Item.Kind = Object then
            Result := Missing (Name, Name'Last, Not_Context);
         else
            Into.Old    := Held.Item;
            Held.Locked := True;
            Contexts.Element (Into.Within).Bindings.Replace_Element (Place, Held);
         end if;
      end Prepare;

      procedure Finish (Item : Change; Apply : Boolean) is
         Within : Context_Record renames Contexts.Element (Item.Within).all;
         Place  : Binding_Maps.Cursor := Within.Bindings.Find (To_String (Item.Key));
         Held   : Binding := Binding_Maps.Element (Place);
      begin
         if (if Apply then Item.Action = Unbind else not Held.Visible) then
            Within.Bindings.Delete (Place);
            Bindings := Bindings - 1;
         else
            Held.Locked  := False;
            Held.Visible := True;
            if Apply then
               Held.Item := Item.Item;
            end if;
            Within.Bindings.Replace_Element (Place, Held);
         end if;
      end Finish;

      procedure Add (Id : out Context_Id; Result : out Outcome) is
      begin
         Id     := Next;
         Result := (others => <>);
         if Natural (Contexts.Length) = Max_Contexts then
            Result.Kind := Full;
         else
            Contexts.Insert (Id, new Context_Record);
            Next := Next + 1;
         end if;
      end Add;

      procedure Destroy (Id : Context_Id; Result : out Outcome) is
         Place : Context_Maps.Cursor := Contexts.Find (Id);
         Item  : Context_Access;
      begin
         Result := (others => <>);
         if not Context_Maps.Has_Element (Place) then
            Result.Kind := No_Context;
         elsif Id = Root then
            Result.Kind := Root_Stays;
         elsif not Context_Maps.Element (Place).Bindings.Is_Empty then
            Result.Kind := Not_Empty;
         else
            Item := Context_Maps.Element (Place);
            Contexts.Delete (Place);
            Free (Item);
         end if;
      end Destroy;

      procedure List
        (Id     : Context_Id;
         After  : String;
         Max    : Positive;
         Into   : in out Kit.JSON.Value;
         More   : out Boolean;
         Result : out Outcome)
      is
         Place : Binding_Maps.Cursor;
         Held  : Binding;
         Item  : Kit.JSON.Value;
      begin
         More   := False;
         Result := (others => <>);
         if not Contexts.Contains (Id) then
            Result.Kind := No_Context;
            return;
         end if;
         Place := Contexts.Element (Id).Bindings.Ceiling (After);
         while Binding_Maps.Has_Element (Place) loop
            Held := Binding_Maps.Element (Place);
            if Held.Visible and then Binding_Maps.Key (Place) /= After then
               More := Kit.JSON.Length (Into) = Max;
               exit when More;
               Item := Kit.JSON.Empty_Object;
               Kit.JSON.Add (Item, "name", Binding_Maps.Key (Place));
               Kit.JSON.Add (Item, "id", To_String (Held.Part.Id));
               Kit.JSON.Add (Item, "kind", To_String (Held.Part.Kind));
               Kit.JSON.Add
                 (Item, "type", (if Held.Item.Kind = Object then "nobject" else "ncontext"));
               Kit.JSON.Append (Into, Item);
            end if;
            Binding_Maps.Next (Place);
         end loop;
      end List;

      procedure Count (Of_Contexts, Of_Bindings : out Natural) is
      begin
         Of_Contexts := Natural (Contexts.Length);
         Of_Bindings := Bindings;
      end Count;

   end All_Contexts;

   procedure Resolve
     (Start  : Context_Id;
      Name   : Names.Name;
      Found  : out Target;
      Result : out Outcome) is
   begin
      All_Contexts.Resolve (Start, Name, Found, Result);
   end Resolve;

   procedure Prepare
     (Start  : Context_Id;
      Name   : Names.Name;
      Action : Actions;
      Item   : Target;
      Into   : out Change;
      Result : out Outcome) is
   begin
      All_Contexts.Prepare (Start, Name, Action, Item, Into, Result);
   end Prepare;

   procedure Commit (Item : Change) is
   begin
      All_Contexts.Finish (Item, Apply => True);
   end Commit;

   procedure Abandon (Item : Change) is
   begin
      All_Contexts.Finish (Item, Apply => False);
   end Abandon;

   function Old (Item : Change) return Target is (Item.Old);

   procedure New_Context (Id : out Context_Id; Result : out Outcome) is
   begin
      All_Contexts.Add (Id, Result);
   end New_Context;

   procedure Destroy (Id : Context_Id; Result : out Outcome) is
   begin
      All_Contexts.Destroy (Id, Result);
   end Destroy;

   procedure List
     (Id     : Context_Id;
      After  : String;
      Max    : Positive;
      Into   : in out Kit.JSON.Value;
      More   : out Boolean;
      Result : out Outcome) is
   begin
      All_Contexts.List (Id, After, Max, Into, More, Result);
   end List;

   procedure Count (Contexts, Bindings : out Natural) is
   begin
      All_Contexts.Count (Contexts, Bindings);
   end Count;

   --  The root context is the first.
   Made   : Context_Id;
   Result : Outcome;
begin
   New_Context (Made, Result);
end Naming_Service.Graph;
