with Ada.Exceptions;
with Ada.Strings.Unbounded;
with SOAP_Gateway.Arrays;
with SOAP_Gateway.Faults;
with SOAP_Gateway.Namespaces;
with SOAP_Gateway.Scalars;

package body SOAP_Gateway.Values is

   use Ada.Strings.Unbounded;
   use type Namespaces.Instance_Names;

   Max_Members : constant := 256;

   --  Default_Type is that of an array's items, "" for none.
   function Read
     (Self : in out Reader; Item : XML.Element; Default_Type : String) return Kit.JSON.Value;

   function Plain_Value
     (Self : in out Reader; Item : XML.Element; Default_Type : String) return Kit.JSON.Value;

   function Items (Self : in out Reader; Item : XML.Element) return Kit.JSON.Value;

   --  The simple type that Item says or is of, "" for none.
   function Simple_Type
     (Self : Reader; Item : XML.Element; Default_Type : String) return String;

   function Is_Nil (Self : Reader; Item : XML.Element) return Boolean;

   --  The element that an href of Item names, or Item.
   function Followed (Self : Reader; Item : XML.Element) return XML.Element;

   procedure Fail (Self : Reader; Item : XML.Element; Reason : String) with No_Return;

   ----------
   -- Fail --
   ----------

   procedure Fail (Self : Reader; Item : XML.Element; Reason : String) is
   begin
      Faults.Throw
        (Faults.Client,
         XML.Place (Self.Source.all, Item) & ": "
         & Faults.Shown (XML.Name (Self.Source.all, Item)) & ": " & Reason);
   end Fail;

   --------------
   -- Find_Ids --
   --------------

   procedure Find_Ids (Self : in out Reader; Within : XML.Element) is
      Done     : Boolean;
      Position : Id_Maps.Cursor;
      Child    : XML.Element;
   begin
      if XML.Has (Self.Source.all, Within, "", "id") then
         Self.Ids.Insert
           (XML.Attribute (Self.Source.all, Within, "", "id"), Within, Position, Done);
         if not Done then
            Fail (Self, Within, "its id stands twice");
         end if;
      end if;
      Child := XML.First_Child (Self.Source.all, Within);
      while Child /= XML.None loop
         Find_Ids (Self, Child);
         Child := XML.Next_Sibling (Self.Source.all, Child);
      end loop;
   end Find_Ids;

   --------------
   -- Followed --
   --------------

   function Followed (Self : Reader; Item : XML.Element) return XML.Element is
      Target : constant String := XML.Attribute (Self.Source.all, Item, "", "href");
   begin
      if not XML.Has (Self.Source.all, Item, "", "href") then
         return Item;
      elsif XML.First_Child (Self.Source.all, Item) /= XML.None
        or else XML.Has_Text (Self.Source.all, Item)
      then
         Fail (Self, Item, "an element with href has no content");
      elsif Target'Length < 2 or else Target (Target'First) /= '#' then
         Fail (Self, Item, "href leads out of the envelope");
      elsif not Self.Ids.Contains (Target (Target'First + 1 .. Target'Last)) then
         Fail (Self, Item, "href names an id that is not there: " & Faults.Shown (Target));
      end if;
      return Self.Ids (Target (Target'First + 1 .. Target'Last));
   end Followed;

   ------------
   -- Is_Nil --
   ------------

   function Is_Nil (Self : Reader; Item : XML.Element) return Boolean is
     (for some Year in Namespaces.Instance_Names =>
        XML.Attribute
          (Self.Source.all, Item, Namespaces.Instance_Of (Year),
           (if Year = Namespaces.In_1999 then "null" else "nil")) in "true" | "1");

   -----------------
   -- Simple_Type --
   -----------------

   function Simple_Type
     (Self : Reader; Item : XML.Element; Default_Type : String) return String
   is
      Source : XML.Document renames Self.Source.all;
      Named  : XML.Qualified_Name;

      function Of_Name (Namespace, Name : String) return String is
        (if (Namespaces.Is_Types (Namespace) or else Namespace = Namespaces.Encoding)
           and then Scalars.Is_Known (Name)
         then Name
         else "");

   begin
      for Year in Namespaces.Instance_Names loop
         if XML.Has (Source, Item, Namespaces.Instance_Of (Year), "type") then
            Named := XML.Resolved
              (Source, Item,
               XML.Attribute (Source, Item, Namespaces.Instance_Of (Year), "type"));
            if not Named.Is_Known then
               Fail (Self, Item, "the prefix of the type is not declared");
            end if;
            return Of_Name (To_String (Named.Namespace), To_String (Named.Name));
         end if;
      end loop;
      return
        (if XML.Namespace (Source, Item) = Namespaces.Encoding
         then Of_Name (Namespaces.Encoding, XML.Name (Source, Item))
         else Default_Type);
   end Simple_Type;

   -------------
   -- Members --
   -------------

   function Members
     (Self : in out Reader; Item : XML.Element; Skipped : Natural := 0) return Kit.JSON.Value
   is
      Source : XML.Document renames Self.Source.all;
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Child  : XML.Element := XML.First_Child (Source, Item);
      Left   : Natural := Skipped;
   begin
      while Child /= XML.None loop
         if Left > 0 then
            Left := Left - 1;
         else
            if Kit.JSON.Length (Result) = Max_Members then
               Fail (Self, Child, "a struct has at most" & Integer'Image (Max_Members)
                     & " members");
            elsif Kit.JSON.Has (Result, XML.Name (Source, Child)) then
               Fail (Self, Child, "this member stands twice");
            end if;
            Kit.JSON.Add (Result, XML.Name (Source, Child), Read (Self, Child, ""));
         end if;
         Child := XML.Next_Sibling (Source, Child);
      end loop;
      return Result;
   end Members;

   -----------
   -- Items --
   -----------

   function Items (Self : in out Reader; Item : XML.Element) return Kit.JSON.Value is
      Source : XML.Document renames Self.Source.all;
      Form   : Arrays.Form;
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Child  : XML.Element := XML.First_Child (Source, Item);
   begin
      Form := Arrays.Form_Of (Source, Item);
      while Child /= XML.None loop
         if XML.Has (Source, Child, Namespaces.Encoding, "position") then
            Fail (Self, Child, "sparse arrays are not known");
         end if;
         Kit.JSON.Append (Result, Read (Self, Child, To_String (Form.Item_Type)));
         Child := XML.Next_Sibling (Source, Child);
      end loop;
      return Arrays.Shaped (Result, Form);
   exception
      when Error : Arrays.Unfit =>
         Fail (Self, Item, Ada.Exceptions.Exception_Message (Error));
   end Items;

   -----------------
   -- Plain_Value --
   -----------------

   function Plain_Value
     (Self : in out Reader; Item : XML.Element; Default_Type : String) return Kit.JSON.Value
   is
      Source   : XML.Document renames Self.Source.all;
      Type_Of  : constant String  := Simple_Type (Self, Item, Default_Type);
      Has_Part : constant Boolean := XML.First_Child (Source, Item) /= XML.None;
   begin
      if Is_Nil (Self, Item) then
         return Kit.JSON.Nothing;
      elsif Arrays.Is_Array (Source, Item) then
         return Items (Self, Item);
      elsif Has_Part and then XML.Has_Text (Source, Item) then
         Fail (Self, Item, "text and elements do not mix");
      elsif Type_Of = "" and then (Has_Part or else Arrays.Is_Struct (Source, Item)) then
         return Members (Self, Item);
      elsif Has_Part then
         Fail (Self, Item, "a value of type " & Type_Of & " has no elements inside");
      end if;
      declare
         Text : constant String := XML.Text (Source, Item);
      begin
         Self.Bytes := Self.Bytes + Text'Length;
         if Self.Bytes > Max_Bytes then
            Fail (Self, Item, "references make more than 4 MiB of it");
         end if;
         return Scalars.Value ((if Type_Of = "" then "string" else Type_Of), Text);
      exception
         when Error : Scalars.Unfit =>
            Fail (Self, Item, Ada.Exceptions.Exception_Message (Error));
      end;
   end Plain_Value;

   ----------
   -- Read --
   ----------

   function Read
     (Self : in out Reader; Item : XML.Element; Default_Type : String) return Kit.JSON.Value
   is
      Target : constant XML.Element := Followed (Self, Item);
   begin
      Self.Values := Self.Values + 1;
      if Self.Values > Max_Values then
         Fail (Self, Item, "references make more than 100000 values of it");
      elsif Self.Depth = Max_Depth then
         Fail (Self, Item, "values are nested deeper than" & Integer'Image (Max_Depth));
      elsif XML.Has (Self.Source.all, Target, "", "href") and then Target /= Item then
         Fail (Self, Item, "href leads to an element with href");
      elsif (for some Index in 1 .. Self.Depth => Self.Open (Index) = Target) then
         Fail (Self, Item, "the value contains itself");
      end if;
      Self.Depth := Self.Depth + 1;
      Self.Open (Self.Depth) := Target;
      return Result : constant Kit.JSON.Value := Plain_Value (Self, Target, Default_Type) do
         Self.Depth := Self.Depth - 1;
      end return;
   end Read;

   function Value (Self : in out Reader; Item : XML.Element) return Kit.JSON.Value is
     (Read (Self, Item, ""));

end SOAP_Gateway.Values;
