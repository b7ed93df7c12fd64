with Kit.HTTP;
with Kit.JSON.Printing;

package body Notification_Service.Events is

   use all type Kit.JSON.Kinds;

   subtype Scalars is Kit.JSON.Kinds range Null_Value .. String_Value;

   function Is_Known (Name : String; Known : String) return Boolean;

   procedure Check_Object (Item : Kit.JSON.Value; Place : String);

   --  Members other than these are refused; Known holds them between blanks.
   procedure Check_Members (Item : Kit.JSON.Value; Place, Known : String);

   --  An object of scalars, or nothing.
   procedure Check_Fields (Item : Kit.JSON.Value; Place : String);

   function Name_Of (Item : Kit.JSON.Value; Place, Name : String; Needed : Boolean)
      return String;

   --  Default where there is none.
   function Number_Of
     (Fields : Kit.JSON.Value; Place, Name : String; Low, High, Default : Long_Long_Integer)
      return Long_Long_Integer;

   function View_Of
     (Domain, Type_Name, Name : String; Variable, Item : Kit.JSON.Value)
      return Kit.JSON.Value;

   --------------
   -- Is_Known --
   --------------

   function Is_Known (Name : String; Known : String) return Boolean is
      Wanted : constant String := ' ' & Name & ' ';
   begin
      return (for some First in Known'First .. Known'Last - Wanted'Length + 1 =>
                Known (First .. First + Wanted'Length - 1) = Wanted);
   end Is_Known;

   ------------------
   -- Check_Object --
   ------------------

   procedure Check_Object (Item : Kit.JSON.Value; Place : String) is
   begin
      if Kit.JSON.Kind (Item) /= Object_Value then
         Kit.HTTP.Refuse (400, Place & " must be an object");
      elsif Kit.JSON.Length (Item) > Max_Fields then
         Kit.HTTP.Refuse (400, Place & " has more than" & Max_Fields'Image & " members");
      end if;
   end Check_Object;

   -------------------
   -- Check_Members --
   -------------------

   procedure Check_Members (Item : Kit.JSON.Value; Place, Known : String) is
   begin
      Check_Object (Item, Place);
      for Index in 1 .. Kit.JSON.Length (Item) loop
         if not Is_Known (Kit.JSON.Name (Item, Index), Known) then
            Kit.HTTP.Refuse (400, Place & " has no member " & Kit.JSON.Name (Item, Index));
         end if;
      end loop;
   end Check_Members;

   ------------------
   -- Check_Fields --
   ------------------

   procedure Check_Fields (Item : Kit.JSON.Value; Place : String) is
   begin
      if Kit.JSON.Kind (Item) = Null_Value then
         return;
      end if;
      Check_Object (Item, Place);
      for Index in 1 .. Kit.JSON.Length (Item) loop
         if Kit.JSON.Name (Item, Index)'Length > Max_Name_Bytes then
            Kit.HTTP.Refuse
              (400, Place & " has a name of more than" & Max_Name_Bytes'Image & " bytes");
         end if;
      end loop;
   end Check_Fields;

   -------------
   -- Name_Of --
   -------------

   function Name_Of (Item : Kit.JSON.Value; Place, Name : String; Needed : Boolean)
      return String
   is
      Given : constant Kit.JSON.Value := Kit.JSON.Get (Item, Name);
   begin
      if Kit.JSON.Kind (Given) = Null_Value and then not Needed then
         return "";
      elsif Kit.JSON.Kind (Given) /= String_Value then
         Kit.HTTP.Refuse (400, Place & '.' & Name & " must be a string");
      elsif Kit.JSON.As_String (Given)'Length > Max_Name_Bytes then
         Kit.HTTP.Refuse
           (400, Place & '.' & Name & " has more than" & Max_Name_Bytes'Image & " bytes");
      end if;
      return Kit.JSON.As_String (Given);
   end Name_Of;

   ---------------
   -- Number_Of --
   ---------------

   function Number_Of
     (Fields : Kit.JSON.Value; Place, Name : String; Low, High, Default : Long_Long_Integer)
      return Long_Long_Integer
   is
      Given : constant Kit.JSON.Value := Kit.JSON.Get (Fields, Name);
   begin
      if not Kit.JSON.Has (Fields, Name) then
         return Default;
      elsif Kit.JSON.Kind (Given) /= Integer_Value
        or else Kit.JSON.As_Integer (Given) not in Low .. High
      then
         Kit.HTTP.Refuse
           (400, Place & '.' & Name & " must be an integer in" & Low'Image & " .." & High'Image);
      end if;
      return Kit.JSON.As_Integer (Given);
   end Number_Of;

   -------------
   -- View_Of --
   -------------

   function View_Of
     (Domain, Type_Name, Name : String; Variable, Item : Kit.JSON.Value)
      return Kit.JSON.Value
   is
      Of_Type : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Fixed   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Header  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Result  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Of_Type, "domain_name", Domain);
      Kit.JSON.Add (Of_Type, "type_name", Type_Name);
      Kit.JSON.Add (Fixed, "event_type", Of_Type);
      Kit.JSON.Add (Fixed, "event_name", Name);
      Kit.JSON.Add (Header, "fixed_header", Fixed);
      Kit.JSON.Add (Header, "variable_header", Variable);
      Kit.JSON.Add (Result, "header", Header);
      Kit.JSON.Add (Result, "filterable_data", Kit.JSON.Get (Item, "filterable"));
      Kit.JSON.Add (Result, "remainder_of_body", Kit.JSON.Get (Item, "body"));
      return Result;
   end View_Of;

   ------------
   -- Decode --
   ------------

   function Decode (Item : Kit.JSON.Value; Place : String) return Event is
      In_Header   : constant String := Place & ".header";
      In_Variable : constant String := In_Header & ".variable";
      Header      : constant Kit.JSON.Value := Kit.JSON.Get (Item, "header");
      Variable    : constant Kit.JSON.Value := Kit.JSON.Get (Header, "variable");
      Result      : Event;
   begin
      Check_Members (Item, Place, " header filterable body ");
      Check_Members (Header, In_Header, " domain type name variable ");
      Check_Fields (Variable, In_Variable);
      Check_Fields (Kit.JSON.Get (Item, "filterable"), Place & ".filterable");
      for Index in 1 .. Kit.JSON.Length (Variable) loop
         if Kit.JSON.Kind (Kit.JSON.Element (Variable, Index)) not in Scalars then
            Kit.HTTP.Refuse
              (400,
               In_Variable & '.' & Kit.JSON.Name (Variable, Index)
               & " must be a string, a number or a boolean");
         end if;
      end loop;
      Result.Domain    := To_Unbounded_String (Name_Of (Header, In_Header, "domain", True));
      Result.Type_Name := To_Unbounded_String (Name_Of (Header, In_Header, "type", True));
      Result.Has_Priority := Kit.JSON.Has (Variable, "Priority");
      Result.Priority     := Priorities
        (Number_Of (Variable, In_Variable, "Priority",
                    Long_Long_Integer (Priorities'First), Long_Long_Integer (Priorities'Last),
                    0));
      Result.Timeout_Ms   := Natural
        (Number_Of (Variable, In_Variable, "Timeout", 1, Max_Timeout_Ms, 0));
      Kit.JSON.Printing.Append_Image (Result.Text, Item);
      if Length (Result.Text) > Max_Event_Bytes then
         Kit.HTTP.Refuse (413, Place & " has more than" & Max_Event_Bytes'Image & " bytes");
      end if;
      Result.View := View_Of
        (To_String (Result.Domain), To_String (Result.Type_Name),
         Name_Of (Header, In_Header, "name", False), Variable, Item);
      return Result;
   end Decode;

end Notification_Service.Events;
