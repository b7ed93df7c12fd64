with Naming_Service.Addresses;

package body Naming_Service.Graph.Storage is

   use Naming_Service.Names;

   function Reference_Of (Item : Target) return Unbounded_String is
     (if Item.Kind = Context
      then To_Unbounded_String (Addresses.Context_Reference (Item.Id)) else Item.Reference);

   -------------
   -- Missing --
   -------------

   function Missing (Name : Names.Name; From : Positive; Why : Reasons) return Outcome is
     (Kind   => Not_Found,
      Why    => Why,
      Rest   => To_Unbounded_String (Image (Name (From .. Name'Last))),
      others => <>);

   ----------
   -- Walk --
   ----------

   procedure Walk
     (Contexts : Context_Maps.Map;
      Start    : Context_Id;
      Name     : Names.Name;
      Last_In  : out Context_Id;
      Result   : out Outcome) is
   begin
      Result  := (others => <>);
      Last_In := Start;
      if not Contexts.Contains (Start) then
         Result.Kind := No_Context;
         return;
      end if;
      for Index in Name'First .. Name'Last - 1 loop
         declare
            Within : Context_Record renames Contexts.Element (Last_In).all;
            Key    : constant String := Image (Name (Index));
            Place  : constant Binding_Maps.Cursor := Within.Bindings.Find (Key);
            Step   : Binding;
         begin
            if Binding_Maps.Has_Element (Place) then
               Step := Binding_Maps.Element (Place);
            end if;
            if not Binding_Maps.Has_Element (Place) or else not Step.Visible then
               Result := Missing (Name, Index, Missing_Node);
               return;
            elsif Step.Item.Kind = Object then
               Result := Missing (Name, Index, Not_Context);
               return;
            elsif Step.Item.Kind = Foreign_Context
              or else not Contexts.Contains (Step.Item.Id)
            then
               Result :=
                 (Kind    => Cannot_Proceed,
                  Rest    => To_Unbounded_String (Image (Name (Index + 1 .. Name'Last))),
                  Context => Reference_Of (Step.Item),
                  others  => <>);
               return;
            end if;
            Last_In := Step.Item.Id;
         end;
      end loop;
   end Walk;

end Naming_Service.Graph.Storage;
