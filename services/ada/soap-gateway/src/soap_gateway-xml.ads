--  XML documents as trees: elements with namespaces, attributes and text.

private with Ada.Containers.Vectors;
with Ada.Strings.Unbounded;

package SOAP_Gateway.XML is

   --  The message says line, column and what is wrong there.
   Malformed : exception;

   type Document is private;

   --  An element of a document, in document order; None is no element.
   subtype Element is Natural;
   None : constant Element := 0;

   function Root (Of_Document : Document) return Element;
   function First_Child (Within : Document; Item : Element) return Element;
   function Next_Sibling (Within : Document; Item : Element) return Element;
   function Parent (Within : Document; Item : Element) return Element;
   function Count (Of_Document : Document) return Natural;

   --  Without the prefix.
   function Name (Within : Document; Item : Element) return String;
   function Namespace (Within : Document; Item : Element) return String;

   --  The characters directly inside the element, without those of children.
   function Text (Within : Document; Item : Element) return String;
   function Has_Text (Within : Document; Item : Element) return Boolean;

   --  Has says whether the element has it; namespace "" is none.
   function Has (Within : Document; Item : Element; Namespace, Name : String) return Boolean;
   function Attribute
     (Within : Document; Item : Element; Namespace, Name : String) return String;

   --  A name with a prefix, as values of attributes and text hold it.
   type Qualified_Name is record
      Is_Known  : Boolean := False;
      Namespace : Ada.Strings.Unbounded.Unbounded_String;
      Name      : Ada.Strings.Unbounded.Unbounded_String;
   end record;

   --  With the declarations in force at Item; not known when the prefix is
   --  not declared.
   function Resolved (Within : Document; Item : Element; Text : String) return Qualified_Name;

   --  "line 3, column 7": where the element starts.
   function Place (Within : Document; Item : Element) return String;

   --  Where the first processing instruction stands; "" when there is none.
   function First_Instruction (Within : Document) return String;

   XML_Namespace : constant String := "http://www.w3.org/XML/1998/namespace";

   function Is_Blank (Item : Character) return Boolean is
     (Item in ' ' | ASCII.HT | ASCII.LF | ASCII.CR);

private

   use Ada.Strings.Unbounded;

   type Attribute_Record is record
      Namespace : Unbounded_String;
      Name      : Unbounded_String;
      Value     : Unbounded_String;
   end record;

   type Declaration is record
      Prefix : Unbounded_String;
      URI    : Unbounded_String;
   end record;

   type Element_Record is record
      Namespace         : Unbounded_String;
      Name              : Unbounded_String;
      Text              : Unbounded_String;
      Offset            : Positive := 1;
      Parent            : Element  := None;
      Child             : Element  := None;
      Last_Child        : Element  := None;
      Next              : Element  := None;
      First_Attribute   : Positive := 1;
      Attributes        : Natural  := 0;
      First_Declaration : Positive := 1;
      Declarations      : Natural  := 0;
   end record;

   --  Each access would lock the list and unlock it again. Indexes are checked
   --  all the same.
   pragma Suppress (Tampering_Check);

   package Element_Lists is new Ada.Containers.Vectors (Positive, Element_Record);
   package Attribute_Lists is new Ada.Containers.Vectors (Positive, Attribute_Record);
   package Declaration_Lists is new Ada.Containers.Vectors (Positive, Declaration);

   type Document is record
      Source       : Unbounded_String;
      Elements     : Element_Lists.Vector;
      Attributes   : Attribute_Lists.Vector;
      Declarations : Declaration_Lists.Vector;
      Instruction  : Natural := 0;
   end record;

   --  The URI that Prefix stands for at Item.
   procedure Look_Up
     (Within : Document;
      Item   : Element;
      Prefix : String;
      URI    : out Unbounded_String;
      Found  : out Boolean);

   --  Of the byte at Offset; columns count characters.
   function Place_At (Source : String; Offset : Positive) return String;

end SOAP_Gateway.XML;
