with Kit.Fields;

package body Kit.Requests is

   use all type Kit.JSON.Kinds;

   --------------------
   -- Object_Content --
   --------------------

   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value is
   begin
      return Result : constant Kit.JSON.Value := Kit.HTTP.JSON_Content (Request) do
         if Kit.JSON.Kind (Result) /= Object_Value then
            Kit.HTTP.Refuse (400, "the content must be a JSON object");
         end if;
      end return;
   end Object_Content;

   ------------------
   -- Query_Number --
   ------------------

   function Query_Number
     (Request : Kit.HTTP.Request; Name : String; Low, High, Default : Natural) return Natural
   is
      Text : constant String := Kit.Fields.Value (Request.Query, Name);
   begin
      if not Kit.Fields.Has (Request.Query, Name) then
         return Default;
      elsif Text'Length in 1 .. 6 and then (for all Item of Text => Item in '0' .. '9')
        and then Natural'Value (Text) in Low .. High
      then
         return Natural'Value (Text);
      end if;
      Kit.HTTP.Refuse
        (400, "the query's " & Name & " must be a number in" & Low'Image & " .." & High'Image);
   end Query_Number;

   function Part (Request : Kit.HTTP.Request; Name : String) return String is
     (Kit.Fields.Value (Request.Parameters, Name));

   -----------------
   -- Needed_Text --
   -----------------

   function Needed_Text
     (Content : Kit.JSON.Value; Name : String; Max_Octets : Natural := Natural'Last)
      return String
   is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Content, Name);
   begin
      if Kit.JSON.Kind (Item) /= String_Value then
         Kit.HTTP.Refuse (400, "the member " & Name & " must be a string");
      elsif Kit.JSON.As_String (Item)'Length > Max_Octets then
         Kit.HTTP.Refuse
           (400, "the member " & Name & " has at most" & Max_Octets'Image & " octets");
      end if;
      return Kit.JSON.As_String (Item);
   end Needed_Text;

   -------------------
   -- Optional_Text --
   -------------------

   function Optional_Text
     (Content : Kit.JSON.Value; Name : String; Max_Octets : Natural := Natural'Last)
      return String is
     (if Kit.JSON.Has (Content, Name) then Needed_Text (Content, Name, Max_Octets) else "");

   ----------------------
   -- Optional_Boolean --
   ----------------------

   function Optional_Boolean
     (Content : Kit.JSON.Value; Name : String; Default : Boolean) return Boolean
   is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Content, Name);
   begin
      case Kit.JSON.Kind (Item) is
         when Null_Value    => return Default;
         when Boolean_Value => return Kit.JSON.As_Boolean (Item);
         when others        =>
            Kit.HTTP.Refuse (400, "the member " & Name & " must be a boolean");
      end case;
   end Optional_Boolean;

end Kit.Requests;
