--  The types of values in a message's body, as text:
--
--    boolean char octet short ushort long ulong longlong ulonglong float
--    double string octets                 octets are a sequence<octet> in hex
--    sequence<T>  sequence<T,bound>  array<T,length>
--    enum{RED,GREEN}  struct{name:T,...}
--    union(T){1:name:T,...,default:name:T}    T an integer, boolean or enum

with Ada.Strings.Unbounded;

package GIOP_Protocol.Types is

   use Ada.Strings.Unbounded;

   type Kinds is
     (Bool, Char, Octet, Short, Unsigned_Short, Long, Unsigned_Long, Long_Long,
      Unsigned_Long_Long, Float_32, Float_64, Text, Octets, Sequence_Of, Array_Of, Enum, Struct,
      Union);

   subtype Integers is Kinds range Octet .. Unsigned_Long_Long;

   Max_Text  : constant := 4_096;
   Max_Nodes : constant := 256;
   Max_Depth : constant := 16;

   subtype Node_Index is Natural range 0 .. Max_Nodes;

   type Node is record
      Kind       : Kinds := Bool;

      --  Of a member, an arm or an enumerator.
      Name       : Unbounded_String;

      --  Of a sequence, 0 for none; the length of an array.
      Bound      : Natural := 0;

      --  Of an arm.
      Label      : Long_Long_Integer := 0;
      Is_Default : Boolean := False;

      --  The fewest octets a value takes.
      Least      : Natural := 0;

      --  Elements, members, enumerators; of a union the discriminator's type
      --  and the arms.
      First      : Node_Index := 0;
      Next       : Node_Index := 0;
   end record;

   type Node_List is array (1 .. Max_Nodes) of Node;

   --  The first node is the type itself.
   type Tree is limited record
      Nodes : Node_List;
      Count : Node_Index := 0;
   end record;

   --  Raises Faults.Unfit with the character where it went wrong.
   procedure Parse (Image : String; Into : out Tree);

end GIOP_Protocol.Types;
