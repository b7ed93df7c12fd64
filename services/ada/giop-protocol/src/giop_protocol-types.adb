with GIOP_Protocol.Faults;

package body GIOP_Protocol.Types is

   Max_Count : constant := 1_000_000;

   --  Names of the kinds without parts.
   subtype Basic is Kinds range Bool .. Octets;

   function Word (Item : Basic) return String is
     (case Item is
         when Bool               => "boolean",
         when Char               => "char",
         when Octet              => "octet",
         when Short              => "short",
         when Unsigned_Short     => "ushort",
         when Long               => "long",
         when Unsigned_Long      => "ulong",
         when Long_Long          => "longlong",
         when Unsigned_Long_Long => "ulonglong",
         when Float_32           => "float",
         when Float_64           => "double",
         when Text               => "string",
         when Octets             => "octets");

   function Size (Item : Basic) return Positive is
     (case Item is
         when Bool | Char | Octet                       => 1,
         when Short | Unsigned_Short                    => 2,
         when Long | Unsigned_Long | Float_32           => 4,
         when Text | Octets                             => 4,
         when Long_Long | Unsigned_Long_Long | Float_64 => 8);

   -----------
   -- Parse --
   -----------

   procedure Parse (Image : String; Into : out Tree) is
      Next : Positive := Image'First;

      procedure Fail (Reason : String)
        with No_Return;
      function Peek return Character;
      procedure Take (Item : Character);
      function Taken (Item : Character) return Boolean;
      function Name return String;
      function Number (Most : Long_Long_Integer) return Long_Long_Integer;
      procedure Make (Index : out Node_Index);
      procedure Hang (Parent : Node_Index; Last : in out Node_Index; Child : Node_Index);
      procedure Take_Type (Index : out Node_Index; Depth : Positive);
      procedure Take_Elements (Index : Node_Index; Depth : Positive; Needs_Bound : Boolean);
      procedure Take_Enumerators (Index : Node_Index);
      procedure Take_Members (Index : Node_Index; Depth : Positive);
      procedure Take_Arms (Index : Node_Index; Depth : Positive);
      procedure Take_Label (Of_Type : Node_Index; Arm : in out Node);

      ----------
      -- Fail --
      ----------

      procedure Fail (Reason : String) is
      begin
         Faults.Refuse
           ("type:", Reason & " at character" & Integer'Image (Next - Image'First + 1));
      end Fail;

      ----------
      -- Peek --
      ----------

      function Peek return Character is
      begin
         while Next <= Image'Last and then Image (Next) = ' ' loop
            Next := Next + 1;
         end loop;
         return (if Next <= Image'Last then Image (Next) else ASCII.NUL);
      end Peek;

      ----------
      -- Take --
      ----------

      procedure Take (Item : Character) is
      begin
         if Peek /= Item then
            Fail ("expected " & Item);
         end if;
         Next := Next + 1;
      end Take;

      function Taken (Item : Character) return Boolean is
      begin
         if Peek = Item then
            Next := Next + 1;
            return True;
         end if;
         return False;
      end Taken;

      ----------
      -- Name --
      ----------

      function Name return String is
         First : Positive;
      begin
         if Peek not in 'a' .. 'z' | 'A' .. 'Z' | '_' then
            Fail ("expected a name");
         end if;
         First := Next;
         while Next <= Image'Last
           and then Image (Next) in 'a' .. 'z' | 'A' .. 'Z' | '_' | '0' .. '9'
         loop
            Next := Next + 1;
         end loop;
         return Image (First .. Next - 1);
      end Name;

      ------------
      -- Number --
      ------------

      function Number (Most : Long_Long_Integer) return Long_Long_Integer is
         Negative : constant Boolean := Taken ('-');
         First    : constant Positive := Next;
      begin
         while Next <= Image'Last and then Image (Next) in '0' .. '9' loop
            Next := Next + 1;
         end loop;
         if Next - First not in 1 .. 18 then
            Fail ("expected a number");
         elsif Long_Long_Integer'Value (Image (First .. Next - 1)) > Most then
            Fail ("the number is too large");
         end if;
         return Long_Long_Integer'Value (Image (First .. Next - 1)) * (if Negative then -1 else 1);
      end Number;

      ----------
      -- Make --
      ----------

      procedure Make (Index : out Node_Index) is
      begin
         if Into.Count = Max_Nodes then
            Fail ("more than" & Integer'Image (Max_Nodes) & " parts");
         end if;
         Into.Count := Into.Count + 1;
         Index := Into.Count;
      end Make;

      ----------
      -- Hang --
      ----------

      procedure Hang (Parent : Node_Index; Last : in out Node_Index; Child : Node_Index) is
         Place : Node_Index := Into.Nodes (Parent).First;
      begin
         while Place /= 0 loop
            if Length (Into.Nodes (Place).Name) > 0
              and then Into.Nodes (Place).Name = Into.Nodes (Child).Name
            then
               Fail ("the same name twice");
            end if;
            Place := Into.Nodes (Place).Next;
         end loop;
         if Last = 0 then
            Into.Nodes (Parent).First := Child;
         else
            Into.Nodes (Last).Next := Child;
         end if;
         Last := Child;
      end Hang;

      -------------------
      -- Take_Elements --
      -------------------

      procedure Take_Elements (Index : Node_Index; Depth : Positive; Needs_Bound : Boolean) is
         Of_Type : Node_Index;
      begin
         Take ('<');
         Take_Type (Of_Type, Depth + 1);
         Into.Nodes (Index).First := Of_Type;
         if Needs_Bound or else Peek = ',' then
            Take (',');
            if Peek = '-' then
               Fail ("expected a number");
            end if;
            Into.Nodes (Index).Bound := Natural (Number (Max_Count));
            if Into.Nodes (Index).Bound = 0 then
               Fail ("a length of 0");
            end if;
         end if;
         Take ('>');
         Into.Nodes (Index).Least :=
           (if Needs_Bound
            then Natural'Min
              (Max_Count, Natural'Min (Max_Count, Into.Nodes (Of_Type).Least)
                          * Natural'Min (1_000, Into.Nodes (Index).Bound))
            else 4);
      end Take_Elements;

      ----------------------
      -- Take_Enumerators --
      ----------------------

      procedure Take_Enumerators (Index : Node_Index) is
         Last : Node_Index := 0;
         Item : Node_Index;
      begin
         Into.Nodes (Index).Least := 4;
         Take ('{');
         loop
            Make (Item);
            Into.Nodes (Item).Kind := Enum;
            Into.Nodes (Item).Name := To_Unbounded_String (Name);
            Hang (Index, Last, Item);
            exit when not Taken (',');
         end loop;
         Take ('}');
      end Take_Enumerators;

      ------------------
      -- Take_Members --
      ------------------

      procedure Take_Members (Index : Node_Index; Depth : Positive) is
         Last : Node_Index := 0;
         Item : Node_Index;
      begin
         Take ('{');
         loop
            declare
               Member : constant String := Name;
            begin
               Take (':');
               Take_Type (Item, Depth + 1);
               Into.Nodes (Item).Name := To_Unbounded_String (Member);
            end;
            Hang (Index, Last, Item);
            Into.Nodes (Index).Least :=
              Natural'Min (Max_Count, Into.Nodes (Index).Least + Into.Nodes (Item).Least);
            exit when not Taken (',');
         end loop;
         Take ('}');
      end Take_Members;

      ----------------
      -- Take_Label --
      ----------------

      procedure Take_Label (Of_Type : Node_Index; Arm : in out Node) is
         Place : Node_Index := Into.Nodes (Of_Type).First;
      begin
         if Peek in '0' .. '9' | '-' and then Into.Nodes (Of_Type).Kind in Integers then
            Arm.Label := Number (Long_Long_Integer'Last);
            return;
         end if;
         declare
            Label : constant String := Name;
         begin
            if Label = "default" then
               Arm.Is_Default := True;
               return;
            elsif Into.Nodes (Of_Type).Kind = Bool and then Label in "true" | "false" then
               Arm.Label := (if Label = "true" then 1 else 0);
               return;
            end if;
            while Place /= 0 and then Into.Nodes (Place).Name /= Label loop
               Place     := Into.Nodes (Place).Next;
               Arm.Label := Arm.Label + 1;
            end loop;
            if Place = 0 then
               Fail ("no such label");
            end if;
         end;
      end Take_Label;

      ---------------
      -- Take_Arms --
      ---------------

      procedure Take_Arms (Index : Node_Index; Depth : Positive) is
         Last    : Node_Index := 0;
         Of_Type : Node_Index;
         Item    : Node_Index;
         Labels  : Node;
      begin
         Take ('(');
         Take_Type (Of_Type, Depth + 1);
         Take (')');
         if Into.Nodes (Of_Type).Kind not in Integers | Bool | Enum then
            Fail ("a union's discriminator is an integer, boolean or enum: no such type");
         end if;
         Into.Nodes (Index).Least := Into.Nodes (Of_Type).Least;
         Hang (Index, Last, Of_Type);
         Take ('{');
         loop
            Labels := (others => <>);
            Take_Label (Of_Type, Labels);
            Take (':');
            Labels.Name := To_Unbounded_String (Name);
            Take (':');
            Take_Type (Item, Depth + 1);
            Into.Nodes (Item).Name       := Labels.Name;
            Into.Nodes (Item).Label      := Labels.Label;
            Into.Nodes (Item).Is_Default := Labels.Is_Default;
            Hang (Index, Last, Item);
            exit when not Taken (',');
         end loop;
         Take ('}');
      end Take_Arms;

      ---------------
      -- Take_Type --
      ---------------

      procedure Take_Type (Index : out Node_Index; Depth : Positive) is
      begin
         if Depth > Max_Depth then
            Fail ("nested deeper than" & Integer'Image (Max_Depth));
         end if;
         Make (Index);
         declare
            Given : constant String := Name;
            Found : Boolean := True;
         begin
            if Given = "sequence" then
               Into.Nodes (Index).Kind := Sequence_Of;
               Take_Elements (Index, Depth, Needs_Bound => False);
            elsif Given = "array" then
               Into.Nodes (Index).Kind := Array_Of;
               Take_Elements (Index, Depth, Needs_Bound => True);
            elsif Given = "enum" then
               Into.Nodes (Index).Kind := Enum;
               Take_Enumerators (Index);
            elsif Given = "struct" then
               Into.Nodes (Index).Kind := Struct;
               Take_Members (Index, Depth);
            elsif Given = "union" then
               Into.Nodes (Index).Kind := Union;
               Take_Arms (Index, Depth);
            else
               Found := False;
            end if;
            for Kind in Basic loop
               if Word (Kind) = Given then
                  Into.Nodes (Index).Kind  := Kind;
                  Into.Nodes (Index).Least := Size (Kind);
                  Found := True;
               end if;
            end loop;
            if not Found then
               Fail ("no type has the name " & Given (Given'First
                     .. Natural'Min (Given'Last, Given'First + 39)));
            end if;
         end;
      end Take_Type;

      Root : Node_Index;
   begin
      Into.Nodes := (others => <>);
      Into.Count := 0;
      if Image'Length > Max_Text then
         Faults.Refuse ("type:", "longer than" & Integer'Image (Max_Text) & " characters");
      end if;
      Take_Type (Root, 1);
      if Peek /= ASCII.NUL then
         Fail ("nothing may follow");
      end if;
   end Parse;

end GIOP_Protocol.Types;
