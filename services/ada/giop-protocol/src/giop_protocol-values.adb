with Ada.Strings.Unbounded;
with Ada.Unchecked_Conversion;
with Corba.Octets;
with GIOP_Protocol.Faults;
with GIOP_Protocol.Values.Numbers;
with Interfaces;
with Kit.UTF8;

package body GIOP_Protocol.Values is

   use Ada.Strings.Unbounded;
   use Corba.CDR;
   use GIOP_Protocol.Types;
   use GIOP_Protocol.Values.Numbers;
   use Interfaces;
   use all type Kit.JSON.Kinds;
   use type Kit.JSON.Value;

   function To_Bits is new Ada.Unchecked_Conversion (IEEE_Float_32, Unsigned_32);
   function To_Bits is new Ada.Unchecked_Conversion (IEEE_Float_64, Unsigned_64);
   function To_Float is new Ada.Unchecked_Conversion (Unsigned_32, IEEE_Float_32);
   function To_Float is new Ada.Unchecked_Conversion (Unsigned_64, IEEE_Float_64);

   --  The arm that a discriminator selects; 0 for none.
   function Arm_Of
     (Within : Tree; Index : Node_Index; Label : Long_Long_Integer) return Node_Index;

   procedure Put
     (To     : in out Encoder;
      Within : Tree;
      Index  : Node_Index;
      Item   : Kit.JSON.Value;
      Place  : String);

   procedure Get
     (From   : in out Decoder;
      Within : Tree;
      Index  : Node_Index;
      Left   : in out Value_Count;
      Item   : out Kit.JSON.Value);

   ------------
   -- Arm_Of --
   ------------

   function Arm_Of
     (Within : Tree; Index : Node_Index; Label : Long_Long_Integer) return Node_Index
   is
      Place  : Node_Index := Within.Nodes (Within.Nodes (Index).First).Next;
      Result : Node_Index := 0;
   begin
      while Place /= 0 loop
         if Within.Nodes (Place).Is_Default then
            Result := Place;
         elsif Within.Nodes (Place).Label = Label then
            return Place;
         end if;
         Place := Within.Nodes (Place).Next;
      end loop;
      return Result;
   end Arm_Of;

   ---------
   -- Put --
   ---------

   procedure Put
     (To     : in out Encoder;
      Within : Tree;
      Index  : Node_Index;
      Item   : Kit.JSON.Value;
      Place  : String)
   is
      This : Node renames Within.Nodes (Index);

      procedure Need (Kind : Kit.JSON.Kinds);
      function Whole return Long_Long_Integer;
      procedure Put_Text;
      procedure Put_Octets_Of_Hex;
      procedure Put_Elements;
      procedure Put_Members;
      procedure Put_Union;

      procedure Need (Kind : Kit.JSON.Kinds) is
      begin
         if Kit.JSON.Kind (Item) /= Kind then
            Faults.Refuse (Place, "must be of the kind " & Kit.JSON.Word (Kind));
         end if;
      end Need;

      function Whole return Long_Long_Integer is
      begin
         Need (Integer_Value);
         if Kit.JSON.As_Integer (Item) not in Low (This.Kind) .. High (This.Kind) then
            Faults.Refuse (Place, "is out of the type's range");
         end if;
         return Kit.JSON.As_Integer (Item);
      end Whole;

      procedure Put_Text is
      begin
         Need (String_Value);
         if (for some Part of Kit.JSON.As_String (Item) => Part = ASCII.NUL) then
            Faults.Refuse (Place, "must not hold a zero character");
         end if;
         Put_String (To, Kit.JSON.As_String (Item));
      end Put_Text;

      procedure Put_Octets_Of_Hex is
      begin
         Need (String_Value);
         Put_Octets (To, Corba.Octets.From_Hex (Kit.JSON.As_String (Item)));
      exception
         when Corba.Octets.Not_Hex =>
            Faults.Refuse (Place, "must be octets as hexadecimal digits");
      end Put_Octets_Of_Hex;

      procedure Put_Elements is
         Count : Natural;
      begin
         Need (Array_Value);
         Count := Kit.JSON.Length (Item);
         if This.Kind = Array_Of and then Count /= This.Bound then
            Faults.Refuse (Place, "must have" & This.Bound'Image & " elements");
         elsif This.Bound > 0 and then Count > This.Bound then
            Faults.Refuse (Place, "has more than" & This.Bound'Image & " elements");
         elsif This.Kind = Sequence_Of then
            Put_Unsigned_Long (To, Unsigned_32 (Count));
         end if;
         for Nth in 1 .. Count loop
            Put (To, Within, This.First, Kit.JSON.Element (Item, Nth), Place & Nth_Image (Nth));
         end loop;
      end Put_Elements;

      procedure Put_Members is
         Member : Node_Index := This.First;
         Count  : Natural := 0;
      begin
         Need (Object_Value);
         while Member /= 0 loop
            declare
               Name : constant String := To_String (Within.Nodes (Member).Name);
            begin
               if not Kit.JSON.Has (Item, Name) then
                  Faults.Refuse (Place, "lacks the member " & Name);
               end if;
               Put (To, Within, Member, Kit.JSON.Get (Item, Name), Place & '.' & Name);
            end;
            Count  := Count + 1;
            Member := Within.Nodes (Member).Next;
         end loop;
         if Kit.JSON.Length (Item) > Count then
            Faults.Refuse (Place, "has a member that the struct lacks");
         end if;
      end Put_Members;

      procedure Put_Union is
         Switch : constant Kit.JSON.Value := Kit.JSON.Get (Item, "switch");
         Arm    : Node_Index;
      begin
         Need (Object_Value);
         Put (To, Within, This.First, Switch, Place & ".switch");
         Arm := Arm_Of (Within, Index, Label_Of (Within, This.First, Switch));
         if Arm /= 0 then
            Put (To, Within, Arm, Kit.JSON.Get (Item, "value"), Place & ".value");
         elsif Kit.JSON.Has (Item, "value") then
            Faults.Refuse (Place, "has a value, but its switch selects no arm");
         end if;
      end Put_Union;

   begin
      case This.Kind is
         when Bool =>
            Need (Boolean_Value);
            Put_Octet (To, Boolean'Pos (Kit.JSON.As_Boolean (Item)));
         when Char =>
            Put_Octet (To, Latin_1 (Item, Place));
         when Octet =>
            Put_Octet (To, Natural (Whole));
         when Short | Unsigned_Short =>
            Put_Unsigned_Short (To, Natural (Whole mod 2**16));
         when Long | Unsigned_Long =>
            Put_Unsigned_Long (To, Unsigned_32 (Whole mod 2**32));
         when Long_Long =>
            Put_Unsigned_Long_Long (To, Bits (Whole));
         when Unsigned_Long_Long =>
            Put_Unsigned_Long_Long (To, Unsigned (Item, Place));
         when Float_32 =>
            Put_Unsigned_Long (To, To_Bits (Single (Real (Item, Place), Place)));
         when Float_64 =>
            Put_Unsigned_Long_Long (To, To_Bits (IEEE_Float_64 (Real (Item, Place))));
         when Text =>
            Put_Text;
         when Octets =>
            Put_Octets_Of_Hex;
         when Sequence_Of | Array_Of =>
            Put_Elements;
         when Enum =>
            Need (String_Value);
            if Label_Of (Within, Index, Item) < 0 then
               Faults.Refuse (Place, "is none of the enumerators");
            end if;
            Put_Unsigned_Long (To, Unsigned_32 (Label_Of (Within, Index, Item)));
         when Struct =>
            Put_Members;
         when Union =>
            Put_Union;
      end case;
   end Put;

   procedure Put
     (To      : in out Corba.CDR.Encoder;
      Of_Type : Types.Tree;
      Item    : Kit.JSON.Value;
      Place   : String) is
   begin
      Put (To, Of_Type, 1, Item, Place);
   end Put;

   ---------
   -- Get --
   ---------

   procedure Get
     (From   : in out Decoder;
      Within : Tree;
      Index  : Node_Index;
      Left   : in out Value_Count;
      Item   : out Kit.JSON.Value)
   is
      This  : Node renames Within.Nodes (Index);
      Start : Natural;
      Flag  : Boolean;
      Small : Natural;
      Word  : Unsigned_32;
      Wide  : Unsigned_64;

      function Got_Text return Kit.JSON.Value;
      procedure Get_Elements;
      procedure Get_Members;
      procedure Get_Union;

      function Got_Text return Kit.JSON.Value is
         Octets : constant String := Get_String (From);
      begin
         if not Kit.UTF8.Is_Valid (Octets) then
            Faults.Reject (Start, "a string that is not UTF-8; octets takes it as it is");
         end if;
         return +Octets;
      end Got_Text;

      procedure Get_Elements is
         Count : Natural;
         Part  : Kit.JSON.Value;
      begin
         Item := Kit.JSON.Empty_Array;
         if This.Kind = Array_Of then
            Count := This.Bound;
            if Count > Octets_Left (From) then
               Faults.Reject (Start, "an array of" & Count'Image & " elements does not fit");
            end if;
         else
            Get_Count
              (From, Natural'Max (1, Within.Nodes (This.First).Least),
               (if This.Bound = 0 then Max_Values else This.Bound), Count);
         end if;
         for Nth in 1 .. Count loop
            Get (From, Within, This.First, Left, Part);
            Kit.JSON.Append (Item, Part);
         end loop;
      end Get_Elements;

      procedure Get_Members is
         Member : Node_Index := This.First;
         Part   : Kit.JSON.Value;
      begin
         Item := Kit.JSON.Empty_Object;
         while Member /= 0 loop
            Get (From, Within, Member, Left, Part);
            Kit.JSON.Set (Item, To_String (Within.Nodes (Member).Name), Part);
            Member := Within.Nodes (Member).Next;
         end loop;
      end Get_Members;

      procedure Get_Union is
         Part : Kit.JSON.Value;
         Arm  : Node_Index;
      begin
         Item := Kit.JSON.Empty_Object;
         Get (From, Within, This.First, Left, Part);
         Kit.JSON.Add (Item, "switch", Part);
         Arm := Arm_Of (Within, Index, Label_Of (Within, This.First, Part));
         if Arm /= 0 then
            Kit.JSON.Add (Item, "member", To_String (Within.Nodes (Arm).Name));
            Get (From, Within, Arm, Left, Part);
            Kit.JSON.Add (Item, "value", Part);
         end if;
      end Get_Union;

   begin
      Start := Offset (From);
      if Left = 0 then
         Faults.Reject (Start, "more than" & Integer'Image (Max_Values) & " values");
      end if;
      Left := Left - 1;
      case This.Kind is
         when Bool =>
            Get_Boolean (From, Flag);
            Item := +Flag;
         when Char =>
            Get_Octet (From, Small);
            Item := Latin_1_Image (Small);
         when Octet =>
            Get_Octet (From, Small);
            Item := +Long_Long_Integer (Small);
         when Short | Unsigned_Short =>
            Get_Unsigned_Short (From, Small);
            Item := +Signed (Unsigned_64 (Small), 16, This.Kind);
         when Long | Unsigned_Long =>
            Get_Unsigned_Long (From, Word);
            Item := +Signed (Unsigned_64 (Word), 32, This.Kind);
         when Long_Long =>
            Get_Unsigned_Long_Long (From, Wide);
            Item := +Whole_Of (Wide);
         when Unsigned_Long_Long =>
            Get_Unsigned_Long_Long (From, Wide);
            Item := Unsigned_Image (Wide);
         when Float_32 =>
            Get_Unsigned_Long (From, Word);
            Item := Real_Image (Long_Float (To_Float (Word)));
         when Float_64 =>
            Get_Unsigned_Long_Long (From, Wide);
            Item := Real_Image (Long_Float (To_Float (Wide)));
         when Text =>
            Item := Got_Text;
         when Octets =>
            Item := +Corba.Octets.To_Hex (Get_Octets (From));
         when Sequence_Of | Array_Of =>
            Get_Elements;
         when Enum =>
            Get_Unsigned_Long (From, Word);
            Item := Enumerator (Within, Index, Word, Offset (From) - 4);
         when Struct =>
            Get_Members;
         when Union =>
            Get_Union;
      end case;
   end Get;

   procedure Get
     (From    : in out Corba.CDR.Decoder;
      Of_Type : Types.Tree;
      Left    : in out Value_Count;
      Item    : out Kit.JSON.Value) is
   begin
      Get (From, Of_Type, 1, Left, Item);
   end Get;

end GIOP_Protocol.Values;
