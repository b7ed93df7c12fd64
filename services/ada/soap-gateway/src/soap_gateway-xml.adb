with Ada.Strings.Fixed;

package body SOAP_Gateway.XML is

   function Plain (Number : Natural) return String is
     (Ada.Strings.Fixed.Trim (Number'Image, Ada.Strings.Left));

   --  Position in the list of attributes; 0 when the element has it not.
   function Find
     (Within : Document; Item : Element; Namespace, Name : String) return Natural;

   function Root (Of_Document : Document) return Element is
     (if Of_Document.Elements.Is_Empty then None else 1);

   function First_Child (Within : Document; Item : Element) return Element is
     (Within.Elements (Item).Child);

   function Next_Sibling (Within : Document; Item : Element) return Element is
     (Within.Elements (Item).Next);

   function Parent (Within : Document; Item : Element) return Element is
     (Within.Elements (Item).Parent);

   function Count (Of_Document : Document) return Natural is
     (Natural (Of_Document.Elements.Length));

   function Name (Within : Document; Item : Element) return String is
     (To_String (Within.Elements (Item).Name));

   function Namespace (Within : Document; Item : Element) return String is
     (To_String (Within.Elements (Item).Namespace));

   function Text (Within : Document; Item : Element) return String is
     (To_String (Within.Elements (Item).Text));

   function Has (Within : Document; Item : Element; Namespace, Name : String) return Boolean is
     (Find (Within, Item, Namespace, Name) > 0);

   --------------
   -- Has_Text --
   --------------

   function Has_Text (Within : Document; Item : Element) return Boolean is
      Content : constant String := Text (Within, Item);
   begin
      return (for some Letter of Content => not Is_Blank (Letter));
   end Has_Text;

   ----------
   -- Find --
   ----------

   function Find
     (Within : Document; Item : Element; Namespace, Name : String) return Natural
   is
      First : constant Positive := Within.Elements (Item).First_Attribute;
      Size  : constant Natural  := Within.Elements (Item).Attributes;
   begin
      for Index in First .. First + Size - 1 loop
         if Within.Attributes (Index).Name = Name
           and then Within.Attributes (Index).Namespace = Namespace
         then
            return Index;
         end if;
      end loop;
      return 0;
   end Find;

   ---------------
   -- Attribute --
   ---------------

   function Attribute
     (Within : Document; Item : Element; Namespace, Name : String) return String
   is
      Index : constant Natural := Find (Within, Item, Namespace, Name);
   begin
      return (if Index = 0 then "" else To_String (Within.Attributes (Index).Value));
   end Attribute;

   -------------
   -- Look_Up --
   -------------

   procedure Look_Up
     (Within : Document;
      Item   : Element;
      Prefix : String;
      URI    : out Unbounded_String;
      Found  : out Boolean)
   is
      At_Element : Element := Item;
   begin
      Found := True;
      URI   := Null_Unbounded_String;
      if Prefix = "xml" then
         URI := To_Unbounded_String (XML_Namespace);
         return;
      end if;
      while At_Element /= None loop
         declare
            First : constant Positive := Within.Elements (At_Element).First_Declaration;
            Size  : constant Natural  := Within.Elements (At_Element).Declarations;
         begin
            for Index in First .. First + Size - 1 loop
               if Within.Declarations (Index).Prefix = Prefix then
                  URI := Within.Declarations (Index).URI;
                  return;
               end if;
            end loop;
         end;
         At_Element := Within.Elements (At_Element).Parent;
      end loop;
      --  No default namespace is a namespace too.
      Found := Prefix = "";
   end Look_Up;

   --------------
   -- Resolved --
   --------------

   function Resolved (Within : Document; Item : Element; Text : String) return Qualified_Name is
      Trimmed : constant String := Ada.Strings.Fixed.Trim (Text, Ada.Strings.Both);
      Colon   : constant Natural := Ada.Strings.Fixed.Index (Trimmed, ":");
   begin
      return Result : Qualified_Name do
         Look_Up
           (Within, Item,
            (if Colon = 0 then "" else Trimmed (Trimmed'First .. Colon - 1)),
            Result.Namespace, Result.Is_Known);
         Result.Name := To_Unbounded_String
           (if Colon = 0 then Trimmed else Trimmed (Colon + 1 .. Trimmed'Last));
         Result.Is_Known := Result.Is_Known and then Length (Result.Name) > 0;
      end return;
   end Resolved;

   --------------
   -- Place_At --
   --------------

   function Place_At (Source : String; Offset : Positive) return String is
      Line   : Positive := 1;
      Column : Positive := 1;
   begin
      for Index in Source'First .. Integer'Min (Offset - 1, Source'Last) loop
         if Source (Index) = ASCII.LF then
            Line   := Line + 1;
            Column := 1;
         elsif Character'Pos (Source (Index)) not in 16#80# .. 16#BF# then
            Column := Column + 1;
         end if;
      end loop;
      return "line " & Plain (Line) & ", column " & Plain (Column);
   end Place_At;

   -----------
   -- Place --
   -----------

   function Place (Within : Document; Item : Element) return String is
     (Place_At (To_String (Within.Source), Within.Elements (Item).Offset));

   -----------------------
   -- First_Instruction --
   -----------------------

   function First_Instruction (Within : Document) return String is
     (if Within.Instruction = 0 then ""
      else Place_At (To_String (Within.Source), Within.Instruction));

end SOAP_Gateway.XML;
