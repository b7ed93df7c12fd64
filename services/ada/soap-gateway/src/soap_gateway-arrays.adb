with Ada.Strings.Fixed;
with SOAP_Gateway.Namespaces;
with SOAP_Gateway.Scalars;

package body SOAP_Gateway.Arrays is

   use Ada.Strings.Unbounded;

   --  No document has more elements.
   Max_Items : constant := 20_000;

   function Says (Source : XML.Document; Item : XML.Element; Name : String) return Boolean;

   procedure Take_Sizes (Text : String; Result : in out Form);

   ----------
   -- Says --
   ----------

   function Says (Source : XML.Document; Item : XML.Element; Name : String) return Boolean is
      Said : XML.Qualified_Name;
   begin
      for Year in Namespaces.Instance_Names loop
         if XML.Has (Source, Item, Namespaces.Instance_Of (Year), "type") then
            Said := XML.Resolved
              (Source, Item,
               XML.Attribute (Source, Item, Namespaces.Instance_Of (Year), "type"));
         end if;
         if Said.Is_Known and then Said.Namespace = Namespaces.Encoding
           and then Said.Name = Name
         then
            return True;
         end if;
      end loop;
      return XML.Namespace (Source, Item) = Namespaces.Encoding
        and then XML.Name (Source, Item) = Name;
   end Says;

   function Is_Array (Source : XML.Document; Item : XML.Element) return Boolean is
     (XML.Has (Source, Item, Namespaces.Encoding, "arrayType")
      or else Says (Source, Item, "Array"));

   function Is_Struct (Source : XML.Document; Item : XML.Element) return Boolean is
     (Says (Source, Item, "Struct"));

   ----------------
   -- Take_Sizes --
   ----------------

   procedure Take_Sizes (Text : String; Result : in out Form) is
      First : Positive := Text'First;
   begin
      if Text = "" then
         return;
      end if;
      for Index in Text'First .. Text'Last + 1 loop
         if Index > Text'Last or else Text (Index) = ',' then
            if Index - First not in 1 .. 5
              or else (for some Letter of Text (First .. Index - 1) =>
                         Letter not in '0' .. '9')
            then
               raise Unfit with "arrayType has a size that is no number";
            elsif Result.Dimensions = Max_Dimensions then
               raise Unfit with "an array has at most 4 dimensions";
            end if;
            Result.Dimensions := Result.Dimensions + 1;
            Result.Size (Result.Dimensions) := Natural'Value (Text (First .. Index - 1));
            First := Index + 1;
         end if;
      end loop;
   end Take_Sizes;

   -------------
   -- Form_Of --
   -------------

   function Form_Of (Source : XML.Document; Item : XML.Element) return Form is
      Text  : constant String := Ada.Strings.Fixed.Trim
        (XML.Attribute (Source, Item, Namespaces.Encoding, "arrayType"), Ada.Strings.Both);
      Mark  : constant Natural := Ada.Strings.Fixed.Index (Text, "[", Ada.Strings.Backward);
      Named : XML.Qualified_Name;
   begin
      return Result : Form do
         if XML.Has (Source, Item, Namespaces.Encoding, "offset") then
            raise Unfit with "arrays sent in part are not known";
         elsif XML.Has_Text (Source, Item) then
            raise Unfit with "an array has no text between its items";
         elsif Text /= "" then
            if Mark <= Text'First or else Text (Text'Last) /= ']' then
               raise Unfit with "arrayType must look like xsd:int[2]";
            end if;
            Take_Sizes (Text (Mark + 1 .. Text'Last - 1), Result);
            Named := XML.Resolved (Source, Item, Text (Text'First .. Mark - 1));
            if not Named.Is_Known then
               raise Unfit with "the prefix in arrayType is not declared";
            elsif (Namespaces.Is_Types (To_String (Named.Namespace))
                   or else Named.Namespace = Namespaces.Encoding)
              and then Scalars.Is_Known (To_String (Named.Name))
            then
               Result.Item_Type := Named.Name;
            end if;
         end if;
      end return;
   end Form_Of;

   ------------
   -- Shaped --
   ------------

   function Shaped (Items : Kit.JSON.Value; Within : Form) return Kit.JSON.Value is
      Wanted : Natural  := 1;
      Next   : Positive := 1;

      function Row (Dimension : Positive) return Kit.JSON.Value;

      function Row (Dimension : Positive) return Kit.JSON.Value is
         Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      begin
         for Count in 1 .. Within.Size (Dimension) loop
            if Dimension = Within.Dimensions then
               Kit.JSON.Append (Result, Kit.JSON.Element (Items, Next));
               Next := Next + 1;
            else
               Kit.JSON.Append (Result, Row (Dimension + 1));
            end if;
         end loop;
         return Result;
      end Row;

   begin
      if Within.Dimensions = 0 then
         return Items;
      end if;
      for Size of Within.Size (1 .. Within.Dimensions) loop
         Wanted := Wanted * Size;
         if Wanted > Max_Items then
            raise Unfit with "arrayType says more than 20000 items";
         end if;
      end loop;
      if Wanted /= Kit.JSON.Length (Items) then
         raise Unfit
           with "arrayType says" & Wanted'Image & " items, there are"
             & Natural'Image (Kit.JSON.Length (Items));
      elsif Within.Dimensions > 1 and then Wanted = 0 then
         return Kit.JSON.Empty_Array;
      end if;
      return (if Within.Dimensions = 1 then Items else Row (1));
   end Shaped;

end SOAP_Gateway.Arrays;
