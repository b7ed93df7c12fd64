with Ada.Strings.Fixed;
with Kit.HTTP;
with POA_Manager.User_Exceptions;

package body POA_Manager.Policies is

   use POA_Manager.User_Exceptions;
   use all type Kit.JSON.Kinds;

   Max_Policies : constant := 32;

   type Rule is record
      --  With If_Value one of Needs must be there; Or_Else is Needs again
      --  where there is one only.
      If_Value : Values;
      Needs    : Values;
      Or_Else  : Values;
   end record;

   Rules : constant array (Positive range <>) of Rule :=
     ((Non_Retain, Use_Default_Servant, Use_Servant_Manager),
      (Use_Active_Object_Map_Only, Retain, Retain),
      (Use_Default_Servant, Multiple_Id, Multiple_Id),
      (Implicit_Activation, System_Id, System_Id),
      (Implicit_Activation, Retain, Retain));

   function Broken (Item : Rule; Within : Set) return Boolean is
     (Within (Kind_Of (Item.If_Value)) = Item.If_Value
      and then Within (Kind_Of (Item.Needs)) not in Item.Needs | Item.Or_Else);

   function Name (Kind : Kinds) return String is
     (case Kind is
         when Thread             => "thread",
         when Lifespan           => "lifespan",
         when Id_Uniqueness      => "idUniqueness",
         when Id_Assignment      => "idAssignment",
         when Activation         => "implicitActivation",
         when Servant_Retention  => "servantRetention",
         when Request_Processing => "requestProcessing");

   --  Raises PolicyError.
   function To_Value (Item : Kit.JSON.Value; Index : Positive) return Values;

   -------------
   -- Kind_Of --
   -------------

   function Kind_Of (Value : Values) return Kinds is
     (case Value is
         when Orb_Ctrl_Model .. Main_Thread_Model                => Thread,
         when Transient | Persistent                             => Lifespan,
         when Unique_Id | Multiple_Id                            => Id_Uniqueness,
         when User_Id | System_Id                                => Id_Assignment,
         when Implicit_Activation | No_Implicit_Activation       => Activation,
         when Retain | Non_Retain                                => Servant_Retention,
         when Use_Active_Object_Map_Only .. Use_Servant_Manager  => Request_Processing);

   --------------
   -- Combined --
   --------------

   function Combined (Given : List) return Set is
      Result : Set := Defaults;
      Seen   : array (Kinds) of Boolean := (others => False);
   begin
      for Index in Given'Range loop
         declare
            Kind : constant Kinds := Kind_Of (Given (Index));
         begin
            if Seen (Kind) and then Result (Kind) /= Given (Index) then
               Throw
                 (Invalid_Policy,
                  Given (Index)'Image & " contradicts " & Result (Kind)'Image
                  & " earlier in the list", Index - Given'First);
            end if;
            Seen (Kind)   := True;
            Result (Kind) := Given (Index);
         end;
      end loop;
      for Index in Given'Range loop
         for Item of Rules loop
            if Broken (Item, Result)
              and then Kind_Of (Given (Index)) in Kind_Of (Item.If_Value) | Kind_Of (Item.Needs)
            then
               Throw
                 (Invalid_Policy,
                  Item.If_Value'Image & " needs " & Item.Needs'Image
                  & (if Item.Or_Else = Item.Needs then "" else " or " & Item.Or_Else'Image)
                  & ", not " & Result (Kind_Of (Item.Needs))'Image, Index - Given'First);
            end if;
         end loop;
      end loop;
      return Result;
   end Combined;

   --------------
   -- To_Value --
   --------------

   function To_Value (Item : Kit.JSON.Value; Index : Positive) return Values is
   begin
      if Kit.JSON.Kind (Item) = String_Value then
         for Value in Values loop
            if Value'Image = Kit.JSON.As_String (Item) then
               return Value;
            end if;
         end loop;
      end if;
      Throw
        (Policy_Error,
         "the policy at index" & Natural'Image (Index - 1) & " is none of the standard values",
         Index - 1);
   end To_Value;

   -------------
   -- To_List --
   -------------

   function To_List (Item : Kit.JSON.Value) return List is
      Count  : constant Natural := Kit.JSON.Length (Item);
      Result : List (1 .. Natural'Min (Count, Max_Policies));
   begin
      if Kit.JSON.Kind (Item) not in Null_Value | Array_Value | Object_Value then
         Kit.HTTP.Refuse (400, "the member policies must be an array or an object");
      elsif Count > Max_Policies then
         Kit.HTTP.Refuse (400, "the member policies has at most 32 policies");
      end if;
      for Index in Result'Range loop
         Result (Index) := To_Value (Kit.JSON.Element (Item, Index), Index);
         if Kit.JSON.Kind (Item) = Object_Value
           and then Kit.JSON.Name (Item, Index) /= Name (Kind_Of (Result (Index)))
         then
            Throw
              (Policy_Error,
               Result (Index)'Image & " is a value of "
               & Name (Kind_Of (Result (Index))) & ", not of "
               & Ada.Strings.Fixed.Head
                   (Kit.JSON.Name (Item, Index),
                    Natural'Min (32, Kit.JSON.Name (Item, Index)'Length)),
               Index - 1);
         end if;
      end loop;
      return Result;
   end To_List;

   -----------
   -- Image --
   -----------

   function Image (Item : Set) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      for Kind in Kinds loop
         Kit.JSON.Add (Result, Name (Kind), Item (Kind)'Image);
      end loop;
      return Result;
   end Image;

end POA_Manager.Policies;
