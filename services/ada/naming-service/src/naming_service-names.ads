--  Names of CosNaming and their stringified form: a/b.kind, where \ goes
--  before a / . or \ that belongs to a part.

with Ada.Strings.Unbounded;

package Naming_Service.Names is

   use Ada.Strings.Unbounded;

   Max_Components  : constant := 32;
   Max_Part_Length : constant := 256;

   --  Of the stringified form: the events that tell of it are bounded too.
   Max_Length      : constant := 1_024;

   type Component is record
      Id   : Unbounded_String;
      Kind : Unbounded_String;
   end record;

   type Name is array (Positive range <>) of Component;

   --  The message says where and why.
   Malformed : exception;

   --  Never empty. Raises Malformed.
   function Parse (Text : String) return Name;

   --  Raises Malformed for a name that is empty or past a limit.
   procedure Check (Item : Name);

   function Image (Item : Component) return String;
   function Image (Item : Name) return String;

end Naming_Service.Names;
