--  What stands in a start tag behind its name: attributes, and declarations
--  of namespaces among them.

private package SOAP_Gateway.XML.Tags is

   --  An attribute as it is written: its prefix waits for all declarations of
   --  the tag.
   type Written_Attribute is record
      Offset : Positive := 1;
      Prefix : Unbounded_String;
      Name   : Unbounded_String;
      Value  : Unbounded_String;
   end record;

   type Attribute_List is array (Positive range <>) of Written_Attribute;

   --  Up to > or />. At most as many as Raw has room for, Longest a name's
   --  bytes. All of them raise Malformed.
   procedure Take_Attributes
     (Text    : String;
      Next    : in out Positive;
      Longest : Positive;
      Raw     : out Attribute_List;
      Count   : out Natural);

   --  Adds those of the tag to the declarations of Into; Declared counts all
   --  that are in force, Most bounds it.
   procedure Declare_Prefixes
     (Text     : String;
      Raw      : Attribute_List;
      Into     : in out Document;
      Declared : in out Natural;
      Most     : Positive);

   --  Adds the others to the attributes of Item, the last element.
   procedure Resolve
     (Text : String; Raw : Attribute_List; Into : in out Document; Item : Element);

end SOAP_Gateway.XML.Tags;
