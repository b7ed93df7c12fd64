with SOAP_Gateway.XML.Scanning;

package body SOAP_Gateway.XML.Tags is

   use SOAP_Gateway.XML.Scanning;

   Declarations_Namespace : constant String := "http://www.w3.org/2000/xmlns/";

   procedure Declare_Prefix
     (Text        : String;
      Offset      : Positive;
      Prefix, URI : String;
      Into        : in out Document);

   function Declares (Item : Written_Attribute) return Boolean is
     (Item.Prefix = "xmlns" or else (Item.Prefix = "" and then Item.Name = "xmlns"));

   ---------------------
   -- Take_Attributes --
   ---------------------

   procedure Take_Attributes
     (Text    : String;
      Next    : in out Positive;
      Longest : Positive;
      Raw     : out Attribute_List;
      Count   : out Natural)
   is
      Colon    : Natural;
      First    : Positive;
      Is_Apart : Boolean;
   begin
      Count := 0;
      loop
         Is_Apart := Has_Blank (Text, Next);
         Skip_Blanks (Text, Next);
         exit when Here (Text, Next) in '>' | '/';
         if Next > Text'Last then
            Fail (Text, Next, "the tag has no end");
         elsif not Is_Apart then
            Fail (Text, Next, "a blank, / or > is expected");
         elsif Count = Raw'Length then
            Fail
              (Text, Next, "an element has at most" & Integer'Image (Raw'Length) & " attributes");
         end if;
         First := Next;
         Take_Name (Text, Next, Longest, Colon);
         Count := Count + 1;
         Raw (Count) :=
           (Offset => First,
            Prefix => To_Unbounded_String
              (if Colon = 0 then "" else Text (First .. Colon - 1)),
            Name   => To_Unbounded_String
              (if Colon = 0 then Text (First .. Next - 1) else Text (Colon + 1 .. Next - 1)),
            Value  => Null_Unbounded_String);
         Skip_Blanks (Text, Next);
         Expect (Text, Next, "=", "= is expected");
         Skip_Blanks (Text, Next);
         Take_Quoted (Text, Next, Raw (Count).Value);
      end loop;
   end Take_Attributes;

   --------------------
   -- Declare_Prefix --
   --------------------

   procedure Declare_Prefix
     (Text        : String;
      Offset      : Positive;
      Prefix, URI : String;
      Into        : in out Document) is
   begin
      if Prefix = "xmlns"
        or else (Prefix = "xml") /= (URI = XML_Namespace)
        or else URI = Declarations_Namespace
      then
         Fail (Text, Offset, "xml and xmlns cannot be declared anew");
      elsif Prefix /= "" and then URI = "" then
         Fail (Text, Offset, "a prefix needs a namespace");
      end if;
      Into.Declarations.Append ((To_Unbounded_String (Prefix), To_Unbounded_String (URI)));
   end Declare_Prefix;

   ----------------------
   -- Declare_Prefixes --
   ----------------------

   procedure Declare_Prefixes
     (Text     : String;
      Raw      : Attribute_List;
      Into     : in out Document;
      Declared : in out Natural;
      Most     : Positive) is
   begin
      for Item of Raw loop
         if Declares (Item) then
            if Declared = Most then
               Fail
                 (Text, Item.Offset,
                  "at most" & Most'Image & " namespaces are in force at one place");
            end if;
            Declared := Declared + 1;
            Declare_Prefix
              (Text, Item.Offset,
               (if Item.Prefix = "" then "" else To_String (Item.Name)),
               To_String (Item.Value), Into);
         end if;
      end loop;
   end Declare_Prefixes;

   -------------
   -- Resolve --
   -------------

   procedure Resolve
     (Text : String; Raw : Attribute_List; Into : in out Document; Item : Element)
   is
      --  The namespace of each so far.
      URIs  : array (Raw'Range) of Unbounded_String;
      Found : Boolean;
   begin
      for Index in Raw'Range loop
         if Declares (Raw (Index)) then
            --  Kept out of the attributes, but not twice.
            URIs (Index) := To_Unbounded_String (Declarations_Namespace);
         elsif Length (Raw (Index).Prefix) > 0 then
            Look_Up (Into, Item, To_String (Raw (Index).Prefix), URIs (Index), Found);
            if not Found then
               Fail
                 (Text, Raw (Index).Offset,
                  "the prefix " & To_String (Raw (Index).Prefix) & " is not declared");
            end if;
         end if;
         if (for some Before in Raw'First .. Index - 1 =>
               Raw (Before).Name = Raw (Index).Name and then URIs (Before) = URIs (Index))
         then
            Fail
              (Text, Raw (Index).Offset,
               "the attribute " & To_String (Raw (Index).Name) & " stands here twice");
         end if;
         if not Declares (Raw (Index)) then
            Into.Attributes.Append ((URIs (Index), Raw (Index).Name, Raw (Index).Value));
            Into.Elements (Item).Attributes := Into.Elements (Item).Attributes + 1;
         end if;
      end loop;
   end Resolve;

end SOAP_Gateway.XML.Tags;
