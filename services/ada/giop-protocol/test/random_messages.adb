with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;

package body Random_Messages is

   use Ada.Strings.Unbounded;
   use Interfaces;
   use type Kit.JSON.Value;

   Hex : constant String := "0123456789abcdef";

   function Plain (Number : Integer) return String is
     (Ada.Strings.Fixed.Trim (Number'Image, Ada.Strings.Left));

   procedure Make_Hex (From : in out Source; Item : out Kit.JSON.Value);
   procedure Make_Whole (From : in out Source; Bits : Positive; Item : out Long_Long_Integer);
   procedure Make_Basic
     (From : in out Source; Image : out Unbounded_String; Item : out Kit.JSON.Value);

   --  A type and a value of it; the elements of a sequence are all the same.
   procedure Make_Value
     (From  : in out Source;
      Depth : Natural;
      Image : out Unbounded_String;
      Item  : out Kit.JSON.Value);

   -----------
   -- Start --
   -----------

   procedure Start (From : in out Source; Seed : Unsigned_64) is
   begin
      From.State := Seed;
   end Start;

   ----------
   -- Pick --
   ----------

   procedure Pick (From : in out Source; Count : Positive; Item : out Natural) is
   begin
      --  Xorshift.
      From.State := From.State xor Shift_Left (From.State, 13);
      From.State := From.State xor Shift_Right (From.State, 7);
      From.State := From.State xor Shift_Left (From.State, 17);
      Item := Natural (Shift_Right (From.State, 11) mod Unsigned_64 (Count));
   end Pick;

   --------------
   -- Make_Hex --
   --------------

   procedure Make_Hex (From : in out Source; Item : out Kit.JSON.Value) is
      Count : Natural;
      Digit : Natural;
      Text  : Unbounded_String;
   begin
      Pick (From, 12, Count);
      for Nth in 1 .. Count * 2 loop
         Pick (From, 16, Digit);
         Append (Text, Hex (Digit + 1));
      end loop;
      Item := +To_String (Text);
   end Make_Hex;

   ----------------
   -- Make_Whole --
   ----------------

   procedure Make_Whole (From : in out Source; Bits : Positive; Item : out Long_Long_Integer) is
      Bit : Natural;
   begin
      Item := 0;
      for Nth in 1 .. Bits loop
         Pick (From, 2, Bit);
         Item := Item * 2 + Long_Long_Integer (Bit);
      end loop;
   end Make_Whole;

   ----------------
   -- Make_Basic --
   ----------------

   procedure Make_Basic
     (From : in out Source; Image : out Unbounded_String; Item : out Kit.JSON.Value)
   is
      Choice : Natural;
      Whole  : Long_Long_Integer;
      Bit    : Natural;
      Text   : Unbounded_String;

      procedure Signed (Name : String; Bits : Positive);

      procedure Signed (Name : String; Bits : Positive) is
      begin
         Make_Whole (From, Bits, Whole);
         Pick (From, 2, Bit);
         Image := To_Unbounded_String (Name);
         Item  := +(if Bit = 1 then -Whole - 1 else Whole);
      end Signed;

      procedure Unsigned (Name : String; Bits : Positive);

      procedure Unsigned (Name : String; Bits : Positive) is
      begin
         Make_Whole (From, Bits, Whole);
         Image := To_Unbounded_String (Name);
         Item  := +Whole;
      end Unsigned;

   begin
      Pick (From, 14, Choice);
      case Choice is
         when 0 =>
            Pick (From, 2, Bit);
            Image := To_Unbounded_String ("boolean");
            Item  := +(Bit = 1);
         when 1 => Signed ("short", 15);
         when 2 => Signed ("long", 31);
         when 3 => Signed ("longlong", 63);
         when 4 => Unsigned ("octet", 8);
         when 5 => Unsigned ("ushort", 16);
         when 6 => Unsigned ("ulong", 32);
         when 7 => Unsigned ("ulonglong", 63);
         when 8 =>
            Make_Whole (From, 24, Whole);
            Image := To_Unbounded_String ("float");
            Item  := +(Long_Float (Whole) / 1_024.0);
         when 9 =>
            Make_Whole (From, 53, Whole);
            Image := To_Unbounded_String ("double");
            Item  := +(Long_Float (Whole) / 3.0e7);
         when 10 =>
            Pick (From, 26, Bit);
            Image := To_Unbounded_String ("char");
            Item  := +(1 => Character'Val (Character'Pos ('a') + Bit));
         when 11 =>
            Image := To_Unbounded_String ("octets");
            Make_Hex (From, Item);
         when 12 =>
            Image := To_Unbounded_String ("enum{A,B,C}");
            Pick (From, 3, Bit);
            Item  := +(1 => Character'Val (Character'Pos ('A') + Bit));
         when others =>
            Pick (From, 9, Bit);
            for Nth in 1 .. Bit loop
               Pick (From, 95, Choice);
               Append (Text, Character'Val (32 + Choice));
            end loop;
            Image := To_Unbounded_String ("string");
            Item  := +To_String (Text);
      end case;
   end Make_Basic;

   ----------------
   -- Make_Value --
   ----------------

   procedure Make_Value
     (From  : in out Source;
      Depth : Natural;
      Image : out Unbounded_String;
      Item  : out Kit.JSON.Value)
   is
      Choice : Natural;
      Count  : Natural;
      Inner  : Unbounded_String;
      Part   : Kit.JSON.Value;
   begin
      Pick (From, (if Depth = 0 then 1 else 8), Choice);
      case Choice is
         when 0 .. 3 =>
            Make_Basic (From, Image, Item);
         when 4 | 5 =>
            Make_Value (From, Depth - 1, Inner, Part);
            Pick (From, 4, Count);
            Count := Count + Boolean'Pos (Choice = 5);
            Item  := Kit.JSON.Empty_Array;
            for Nth in 1 .. Count loop
               Kit.JSON.Append (Item, Part);
            end loop;
            Image :=
              (if Choice = 4 then "sequence<" & Inner & ">"
               else "array<" & Inner & "," & Plain (Count) & ">");
         when 6 =>
            Pick (From, 3, Count);
            Item  := Kit.JSON.Empty_Object;
            Image := To_Unbounded_String ("struct{");
            for Nth in 0 .. Count loop
               Make_Value (From, Depth - 1, Inner, Part);
               Kit.JSON.Add (Item, "m" & Plain (Nth), Part);
               Append (Image, (if Nth = 0 then "" else ",") & "m" & Plain (Nth) & ":" & Inner);
            end loop;
            Append (Image, "}");
         when others =>
            Make_Value (From, Depth - 1, Inner, Part);
            Item := Kit.JSON.Empty_Object;
            Kit.JSON.Add (Item, "switch", 7);
            Kit.JSON.Add (Item, "member", "x");
            Kit.JSON.Add (Item, "value", Part);
            Pick (From, 2, Count);
            Image := "union(short){" & (if Count = 0 then "7" else "default") & ":x:" & Inner
              & ",8:y:long}";
      end case;
   end Make_Value;

   ----------
   -- Make --
   ----------

   procedure Make (From : in out Source; Message, Types : out Kit.JSON.Value) is
      Kinds   : constant array (0 .. 2) of access constant String :=
        (new String'("Request"), new String'("Reply"), new String'("LocateReply"));
      Kind    : Natural;
      Minor   : Natural;
      Number  : Natural;
      Values  : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Context : Kit.JSON.Value;
      List    : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Part    : Kit.JSON.Value;
      Image   : Unbounded_String;
      Item    : Kit.JSON.Value;
   begin
      Message := Kit.JSON.Empty_Object;
      Types   := Kit.JSON.Empty_Array;
      Pick (From, 3, Minor);
      Pick (From, 2, Number);
      Kit.JSON.Add (Message, "version", "1." & Plain (Minor));
      Kit.JSON.Add (Message, "byteOrder", (if Number = 0 then "big" else "little"));
      Pick (From, 3, Kind);
      Kit.JSON.Add (Message, "message", Kinds (Kind).all);
      Pick (From, 2, Number);
      Kit.JSON.Add (Message, "moreFragments", Minor > 0 and then Number = 1);
      Pick (From, Positive'Last, Number);
      Kit.JSON.Add (Message, "requestId", Long_Long_Integer (Number));
      Make_Hex (From, Part);
      Kit.JSON.Add (Message, "keyHex", Part);
      Make_Hex (From, Part);
      Kit.JSON.Add (Message, "operation", Part);
      Kit.JSON.Add
        (Message, "status", (if Kind = 2 then "OBJECT_FORWARD" else "USER_EXCEPTION"));
      Pick (From, 3, Number);
      for Nth in 1 .. Number loop
         Context := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Context, "id", Long_Long_Integer (Nth));
         Make_Hex (From, Part);
         Kit.JSON.Add (Context, "dataHex", Part);
         Kit.JSON.Append (List, Context);
      end loop;
      Kit.JSON.Add (Message, "serviceContexts", List);
      Pick (From, 4, Number);
      for Nth in 1 .. Number loop
         Make_Value (From, 3, Image, Item);
         Part := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Part, "type", To_String (Image));
         Kit.JSON.Add (Part, "value", Item);
         Kit.JSON.Append (Values, Part);
         Kit.JSON.Append (Types, +To_String (Image));
      end loop;
      Kit.JSON.Add (Message, "body", Values);
   end Make;

end Random_Messages;
