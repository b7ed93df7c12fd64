--  The object keys of references that POAs make: the POA's path, whether it
--  outlives the process, and the object id, as in
--  RootPOA/services/persistent/polyorb%2fecho.

with Ada.Strings.Unbounded;

package POA_Manager.Object_Keys is

   use Ada.Strings.Unbounded;

   --  Of this life of the process: eight hexadecimal digits.
   function Life return String;

   Persistent : constant String := "persistent";

   type Parts is record
      Path : Unbounded_String;

      --  Persistent or a Life.
      Span : Unbounded_String;
      Id   : Unbounded_String;
   end record;

   function Image (Path, Span, Id : String) return String;

   Malformed : exception;

   --  Raises Malformed for any other key.
   function Parse (Key : String) return Parts;

end POA_Manager.Object_Keys;
