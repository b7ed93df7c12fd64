--  JSON values. A value is cheap to copy; changing one copy leaves the others
--  as they were.

private with Ada.Finalization;

package Kit.JSON is

   type Kinds is
     (Null_Value, Boolean_Value, Integer_Value, Float_Value, String_Value, Array_Value,
      Object_Value);

   type Value is private;

   --  Raised by the As_… functions when the kind is another.
   Type_Error : exception;

   function Nothing return Value;
   function Empty_Array return Value;
   function Empty_Object return Value;
   function "+" (Item : Boolean) return Value;
   function "+" (Item : Long_Long_Integer) return Value;
   function "+" (Item : Long_Float) return Value;

   --  Text is UTF-8.
   function "+" (Item : String) return Value;

   function Kind (Item : Value) return Kinds;
   function As_Boolean (Item : Value) return Boolean;
   function As_Integer (Item : Value) return Long_Long_Integer;

   --  An integer is converted.
   function As_Float (Item : Value) return Long_Float;
   function As_String (Item : Value) return String;

   --  Arrays and objects: number of items; 0 for all others.
   function Length (Item : Value) return Natural;

   --  The item of an array, or the value of an object's member, by position.
   function Element (Item : Value; Index : Positive) return Value;
   function Name (Item : Value; Index : Positive) return String;

   --  Nothing when Item is no object or has no such member.
   function Get (Item : Value; Name : String) return Value;
   function Has (Item : Value; Name : String) return Boolean;

   procedure Append (To : in out Value; Item : Value)
     with Pre => Kind (To) = Array_Value;

   --  Replaces the member of that name.
   procedure Set (Into : in out Value; Name : String; Item : Value)
     with Pre => Kind (Into) = Object_Value;

   --  The same as Set, without looking for an earlier member of that name.
   procedure Add (Into : in out Value; Name : String; Item : Value)
     with Pre => Kind (Into) = Object_Value;

   --  Shorter to write and much faster to compile than with "+".
   procedure Add (Into : in out Value; Name, Item : String);
   procedure Add (Into : in out Value; Name : String; Item : Long_Long_Integer);
   procedure Add (Into : in out Value; Name : String; Item : Boolean);

   function Same (Left, Right : Value) return Boolean;

   --  The word a person expects: "object", "number", …
   function Word (Kind : Kinds) return String;

private

   type Node;
   type Node_Access is access Node;

   type Value is new Ada.Finalization.Controlled with record
      Of_Kind : Kinds := Null_Value;
      Number  : Long_Long_Integer := 0;
      Real    : Long_Float := 0.0;
      Ref     : Node_Access;
   end record;

   overriding procedure Adjust (Item : in out Value);
   overriding procedure Finalize (Item : in out Value);

end Kit.JSON;
