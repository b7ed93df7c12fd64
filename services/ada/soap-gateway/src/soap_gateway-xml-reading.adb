with SOAP_Gateway.XML.Characters;
with SOAP_Gateway.XML.Prologs;
with SOAP_Gateway.XML.Scanning;
with SOAP_Gateway.XML.Tags;

package body SOAP_Gateway.XML.Reading is

   use SOAP_Gateway.XML.Scanning;

   Byte_Order_Mark : constant String :=
     Character'Val (16#EF#) & Character'Val (16#BB#) & Character'Val (16#BF#);

   function Parse (Text : String; Within : Limits := (others => <>)) return Document is

      Result   : Document;
      Next     : Positive := Text'First;

      --  The element whose content is read, and how deep it lies.
      Open     : Element := None;
      Depth    : Natural := 0;

      --  Declarations in force.
      Declared : Natural := 0;

      Tag      : Tags.Attribute_List (1 .. Within.Attributes);

      procedure Skip_Around;
      procedure Take_Instruction;
      procedure Open_Element;
      procedure Close_Element;
      procedure Leave;
      procedure Link (Item : Element);
      procedure Take_Content;
      function Written_Name (First : Positive) return String is (Text (First .. Next - 1));

      ----------------------
      -- Take_Instruction --
      ----------------------

      procedure Take_Instruction is
      begin
         if Result.Instruction = 0 then
            Result.Instruction := Next - Text'First + 1;
         end if;
         Skip_Instruction (Text, Next, Within.Name);
      end Take_Instruction;

      -----------------
      -- Skip_Around --
      -----------------

      --  Comments, instructions and blanks before and after the root.
      procedure Skip_Around is
      begin
         loop
            Skip_Blanks (Text, Next);
            if Looks_At (Text, Next, "<!--") then
               Skip_Comment (Text, Next);
            elsif Looks_At (Text, Next, "<?") then
               Take_Instruction;
            else
               return;
            end if;
         end loop;
      end Skip_Around;

      ----------
      -- Link --
      ----------

      procedure Link (Item : Element) is
      begin
         if Open /= None then
            if Result.Elements (Open).Child = None then
               Result.Elements (Open).Child := Item;
            else
               Result.Elements (Result.Elements (Open).Last_Child).Next := Item;
            end if;
            Result.Elements (Open).Last_Child := Item;
         end if;
      end Link;

      ------------------
      -- Open_Element --
      ------------------

      procedure Open_Element is
         First : constant Positive := Next;
         Colon : Natural;
         Last  : Natural;
         Size  : Natural;
         Item  : Element_Record;
         Found : Boolean;
      begin
         if Depth = Within.Depth then
            Fail (Text, First, "elements are nested deeper than" & Within.Depth'Image);
         elsif Natural (Result.Elements.Length) = Within.Elements then
            Fail
              (Text, First, "a document has at most" & Within.Elements'Image & " elements");
         end if;
         Next := Next + 1;
         Take_Name (Text, Next, Within.Name, Colon);
         Last := Next - 1;
         Tags.Take_Attributes (Text, Next, Within.Name, Tag, Size);
         Item.Offset            := First - Text'First + 1;
         Item.Parent            := Open;
         Item.First_Attribute   := Natural (Result.Attributes.Length) + 1;
         Item.First_Declaration := Natural (Result.Declarations.Length) + 1;
         Tags.Declare_Prefixes (Text, Tag (1 .. Size), Result, Declared, Within.Declarations);
         Item.Declarations :=
           Natural (Result.Declarations.Length) + 1 - Item.First_Declaration;
         Item.Name := To_Unbounded_String
           (Text ((if Colon = 0 then First + 1 else Colon + 1) .. Last));
         Result.Elements.Append (Item);
         Link (Count (Result));
         Open := Count (Result);
         Look_Up
           (Result, Open, (if Colon = 0 then "" else Text (First + 1 .. Colon - 1)),
            Result.Elements (Open).Namespace, Found);
         if not Found then
            Fail
              (Text, First,
               "the prefix " & Text (First + 1 .. Colon - 1) & " is not declared");
         end if;
         Tags.Resolve (Text, Tag (1 .. Size), Result, Open);
         Depth := Depth + 1;
         if Here (Text, Next) = '/' then
            Expect (Text, Next, "/>", "/> is expected");
            Leave;
         else
            Next := Next + 1;
         end if;
      end Open_Element;

      -----------
      -- Leave --
      -----------

      procedure Leave is
      begin
         Declared := Declared - Result.Elements (Open).Declarations;
         Open     := Result.Elements (Open).Parent;
         Depth    := Depth - 1;
      end Leave;

      -------------------
      -- Close_Element --
      -------------------

      procedure Close_Element is
         First   : constant Positive := Next;
         Started : constant Positive :=
           Text'First + Result.Elements (Open).Offset;
         Colon   : Natural;
      begin
         Next := Next + 2;
         Take_Name (Text, Next, Within.Name, Colon);
         declare
            Name : constant String := Written_Name (First + 2);
         begin
            if not Looks_At (Text, Started, Name)
              or else not (Here (Text, Started + Name'Length) in '>' | '/'
                           or else Has_Blank (Text, Started + Name'Length))
            then
               Fail
                 (Text, First,
                  "the end of " & To_String (Result.Elements (Open).Name)
                  & " is expected, not of " & Name);
            end if;
         end;
         Skip_Blanks (Text, Next);
         Expect (Text, Next, ">", "> is expected");
         Leave;
      end Close_Element;

      ------------------
      -- Take_Content --
      ------------------

      procedure Take_Content is
      begin
         while Open /= None loop
            if Next > Text'Last then
               Fail
                 (Text, Next,
                  "the element " & To_String (Result.Elements (Open).Name) & " has no end");
            elsif Text (Next) /= '<' then
               Take_Text (Text, Next, Result.Elements (Open).Text);
            elsif Looks_At (Text, Next, "</") then
               Close_Element;
            elsif Looks_At (Text, Next, "<![CDATA[") then
               Next := Next + 9;
               Take_Character_Data (Text, Next, Result.Elements (Open).Text);
            elsif Looks_At (Text, Next, "<!--") then
               Skip_Comment (Text, Next);
            elsif Looks_At (Text, Next, "<?") then
               Take_Instruction;
            else
               Open_Element;
            end if;
         end loop;
      end Take_Content;

      Wrong : Natural;
   begin
      if Text'Length > Within.Size then
         raise Malformed
           with "line 1, column 1: a document has at most" & Within.Size'Image & " bytes";
      end if;
      Wrong := SOAP_Gateway.XML.Characters.First_Wrong (Text);
      if Wrong > 0 then
         Fail (Text, Wrong, "this is no UTF-8, or no character of XML");
      end if;
      Result.Source := To_Unbounded_String (Text);
      if Looks_At (Text, Next, Byte_Order_Mark) then
         Next := Next + Byte_Order_Mark'Length;
      end if;
      if Looks_At (Text, Next, "<?xml") and then Has_Blank (Text, Next + 5) then
         Prologs.Skip_Declaration (Text, Next);
      end if;
      Skip_Around;
      if Looks_At (Text, Next, "<!DOCTYPE") then
         Fail (Text, Next, "a document type is not allowed");
      elsif Here (Text, Next) /= '<' then
         Fail (Text, Next, "an element is expected");
      end if;
      Open_Element;
      Take_Content;
      Skip_Around;
      if Next <= Text'Last then
         Fail (Text, Next, "nothing follows the root element");
      end if;
      return Result;
   end Parse;

end SOAP_Gateway.XML.Reading;
