with Kit.HTTP;

package body Notification_Service.Filters is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;

   function Text_Of (Item : Kit.JSON.Value; Place : String) return Unbounded_String;
   function Fits (Pattern, Name : Unbounded_String) return Boolean;
   procedure Add_Types (Self : in out Filter; Given : Kit.JSON.Value);

   -------------
   -- Text_Of --
   -------------

   function Text_Of (Item : Kit.JSON.Value; Place : String) return Unbounded_String is
   begin
      if Kit.JSON.Kind (Item) = Null_Value then
         return Null_Unbounded_String;
      elsif Kit.JSON.Kind (Item) /= String_Value then
         Kit.HTTP.Refuse (400, Place & " must be a string");
      end if;
      return To_Unbounded_String (Kit.JSON.As_String (Item));
   end Text_Of;

   ---------------
   -- Add_Types --
   ---------------

   procedure Add_Types (Self : in out Filter; Given : Kit.JSON.Value) is
      Item : Kit.JSON.Value;
   begin
      if Kit.JSON.Kind (Given) not in Null_Value | Array_Value
        or else Kit.JSON.Length (Given) > Max_Types
      then
         Kit.HTTP.Refuse
           (400, "filter.types must be an array of at most" & Max_Types'Image & " types");
      end if;
      for Index in 1 .. Kit.JSON.Length (Given) loop
         Item := Kit.JSON.Element (Given, Index);
         if Kit.JSON.Kind (Item) /= Object_Value then
            Kit.HTTP.Refuse (400, "filter.types has an item that is no object");
         end if;
         Self.Types.Append
           ((Domain => Text_Of (Kit.JSON.Get (Item, "domain"), "filter.types[].domain"),
             Name   => Text_Of (Kit.JSON.Get (Item, "type"), "filter.types[].type")));
      end loop;
   end Add_Types;

   ------------
   -- Decode --
   ------------

   function Decode (Given : Kit.JSON.Value) return Filter is
   begin
      return Result : Filter do
         if Kit.JSON.Kind (Given) not in Null_Value | Object_Value then
            Kit.HTTP.Refuse (400, "filter must be an object");
         end if;
         for Index in 1 .. Kit.JSON.Length (Given) loop
            if Kit.JSON.Name (Given, Index) not in "types" | "constraint" then
               Kit.HTTP.Refuse (400, "filter has no member " & Kit.JSON.Name (Given, Index));
            end if;
         end loop;
         Add_Types (Result, Kit.JSON.Get (Given, "types"));
         Result.Text := Text_Of (Kit.JSON.Get (Given, "constraint"), "filter.constraint");
         Result.Rule := Constraints.Parse (To_String (Result.Text));
      end return;
   end Decode;

   ----------
   -- Fits --
   ----------

   function Fits (Pattern, Name : Unbounded_String) return Boolean is
      Size : constant Natural := Length (Pattern);
   begin
      if Size = 0 or else Pattern = "%ALL" then
         return True;
      elsif Element (Pattern, Size) = '*' then
         return Length (Name) >= Size - 1
           and then Slice (Name, 1, Size - 1) = Slice (Pattern, 1, Size - 1);
      end if;
      return Name = Pattern;
   end Fits;

   -----------
   -- Wants --
   -----------

   function Wants (Self : Filter; Item : Events.Event) return Boolean is
     ((Self.Types.Is_Empty
       or else (for some Wanted of Self.Types =>
                  Fits (Wanted.Domain, Item.Domain)
                  and then Fits (Wanted.Name, Item.Type_Name)))
      and then Constraints.Matches (Self.Rule, Item.View));

   -----------
   -- Image --
   -----------

   function Image (Self : Filter) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Types  : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Item   : Kit.JSON.Value;
   begin
      for Wanted of Self.Types loop
         Item := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Item, "domain", To_String (Wanted.Domain));
         Kit.JSON.Add (Item, "type", To_String (Wanted.Name));
         Kit.JSON.Append (Types, Item);
      end loop;
      Kit.JSON.Add (Result, "types", Types);
      Kit.JSON.Add (Result, "constraint", To_String (Self.Text));
      return Result;
   end Image;

end Notification_Service.Filters;
