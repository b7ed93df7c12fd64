--  What an operation takes and gives, and whether JSON arguments fit.

with Kit.JSON;

package Orb_Core.Signatures is

   type Types is
     (Void, Bool, Short, Long, Unsigned_Long, Long_Long, Double, Text, Any, Doubles);

   --  As IDL spells it.
   function IDL_Name (Item : Types) return String;

   Max_Parameters : constant := 3;

   type Name_Access is access constant String;

   type Parameter is record
      Name    : Name_Access;
      Of_Type : Types := Void;
   end record;

   type Parameter_List is array (1 .. Max_Parameters) of Parameter;

   type Operation is record
      Name       : Name_Access;
      Result     : Types := Void;
      Parameters : Parameter_List;
      Count      : Natural range 0 .. Max_Parameters := 0;
   end record;

   type Operation_List is array (Positive range <>) of Operation;

   No_Parameters : constant Parameter_List := (others => <>);

   --  Index of the operation; 0 for none.
   function Find (Within : Operation_List; Name : String) return Natural;

   --  The arguments in the order of the parameters. Given is an array in that
   --  order, or an object by name; null where there are none. Raises MARSHAL
   --  for a wrong number or type, DATA_CONVERSION for a number out of range.
   function Bound (To : Operation; Given : Kit.JSON.Value) return Kit.JSON.Value;

   --  double divide (in double left, in double right)
   function Image (Item : Operation) return String;

end Orb_Core.Signatures;
