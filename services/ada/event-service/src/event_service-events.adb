with Event_Channels.Decode_All;
with Kit.HTTP;
with Kit.JSON.Printing;

package body Event_Service.Events is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;

   Domain       : constant String := "polyorb";
   Max_Priority : constant := 32_767;

   subtype Scalars is Kit.JSON.Kinds range Boolean_Value .. String_Value;

   function Type_Of (Item : Kit.JSON.Value; Place : String) return String;
   procedure Check_Priority (Item : Kit.JSON.Value; Place : String);
   function Data_Of (Item : Kit.JSON.Value) return Kit.JSON.Value;

   --  The scalars of the data that have a name and size for it.
   function Filterable (Data : Kit.JSON.Value) return Kit.JSON.Value;

   function Structured
     (Type_Name : String; Priority, Data : Kit.JSON.Value) return Kit.JSON.Value;

   -------------
   -- Type_Of --
   -------------

   function Type_Of (Item : Kit.JSON.Value; Place : String) return String is
      Given : constant Kit.JSON.Value := Kit.JSON.Get (Item, "type");
   begin
      if Kit.JSON.Kind (Given) /= String_Value
        or else Kit.JSON.As_String (Given)'Length not in 1 .. Max_Name_Bytes
      then
         Kit.HTTP.Refuse
           (400, Place & ".type must be a string of 1 to" & Max_Name_Bytes'Image & " bytes");
      end if;
      return Kit.JSON.As_String (Given);
   end Type_Of;

   --------------------
   -- Check_Priority --
   --------------------

   procedure Check_Priority (Item : Kit.JSON.Value; Place : String) is
      Given : constant Kit.JSON.Value := Kit.JSON.Get (Item, "priority");
   begin
      if Kit.JSON.Has (Item, "priority")
        and then (Kit.JSON.Kind (Given) /= Integer_Value
                  or else Kit.JSON.As_Integer (Given) not in -Max_Priority .. Max_Priority)
      then
         Kit.HTTP.Refuse (400, Place & ".priority must be an integer in -32767 .. 32767");
      end if;
   end Check_Priority;

   -------------
   -- Data_Of --
   -------------

   function Data_Of (Item : Kit.JSON.Value) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Kit.JSON.Has (Item, "data") then
         return Kit.JSON.Get (Item, "data");
      end if;
      for Index in 1 .. Kit.JSON.Length (Item) loop
         if Kit.JSON.Name (Item, Index) not in "type" | "priority" then
            Kit.JSON.Add
              (Result, Kit.JSON.Name (Item, Index), Kit.JSON.Element (Item, Index));
         end if;
      end loop;
      return Result;
   end Data_Of;

   ----------------
   -- Filterable --
   ----------------

   function Filterable (Data : Kit.JSON.Value) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Kit.JSON.Kind (Data) = Object_Value then
         for Index in 1 .. Kit.JSON.Length (Data) loop
            exit when Kit.JSON.Length (Result) = Max_Fields;
            if Kit.JSON.Kind (Kit.JSON.Element (Data, Index)) in Scalars
              and then Kit.JSON.Name (Data, Index)'Length in 1 .. Max_Name_Bytes
            then
               Kit.JSON.Add
                 (Result, Kit.JSON.Name (Data, Index), Kit.JSON.Element (Data, Index));
            end if;
         end loop;
      end if;
      return Result;
   end Filterable;

   ----------------
   -- Structured --
   ----------------

   function Structured
     (Type_Name : String; Priority, Data : Kit.JSON.Value) return Kit.JSON.Value
   is
      Name     : constant Kit.JSON.Value := Kit.JSON.Get (Data, "name");
      Header   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Variable : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Result   : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Header, "domain", Domain);
      Kit.JSON.Add (Header, "type", Type_Name);
      if Kit.JSON.Kind (Name) = String_Value
        and then Kit.JSON.As_String (Name)'Length <= Max_Name_Bytes
      then
         Kit.JSON.Add (Header, "name", Name);
      end if;
      if Kit.JSON.Kind (Priority) = Integer_Value then
         Kit.JSON.Add (Variable, "Priority", Priority);
      end if;
      Kit.JSON.Add (Header, "variable", Variable);
      Kit.JSON.Add (Result, "header", Header);
      Kit.JSON.Add (Result, "filterable", Filterable (Data));
      Kit.JSON.Add (Result, "body", Data);
      return Result;
   end Structured;

   ------------
   -- Decode --
   ------------

   function Decode (Item : Kit.JSON.Value; Place : String) return Event is
      Kept   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Result : Event;
   begin
      if Kit.JSON.Kind (Item) /= Object_Value then
         Kit.HTTP.Refuse (400, Place & " must be an object");
      end if;
      Check_Priority (Item, Place);
      Kit.JSON.Add (Kept, "type", Type_Of (Item, Place));
      Kit.JSON.Add (Kept, "data", Data_Of (Item));
      if Kit.JSON.Has (Item, "priority") then
         Kit.JSON.Add (Kept, "priority", Kit.JSON.Get (Item, "priority"));
      end if;
      Kit.JSON.Printing.Append_Image (Result.Text, Kept);
      if Length (Result.Text) > Max_Event_Bytes then
         Kit.HTTP.Refuse (413, Place & " has more than" & Max_Event_Bytes'Image & " bytes");
      end if;
      Result.Structured := Structured
        (Type_Of (Item, Place), Kit.JSON.Get (Item, "priority"), Data_Of (Item));
      return Result;
   end Decode;

   function All_Decoded is new Event_Channels.Decode_All (Event, Event_List, Decode);

   function Decode_All (Content : Kit.JSON.Value) return Event_List renames All_Decoded;

end Event_Service.Events;
