with Corba.System_Exceptions;

package body Corba.CDR is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;
   use type Interfaces.Unsigned_64;

   --  Minor codes of our own for MARSHAL.
   Too_Short      : constant Minor_Code := Polyorb_Set or 1;
   Bad_Byte_Order : constant Minor_Code := Polyorb_Set or 2;
   Bad_String     : constant Minor_Code := Polyorb_Set or 3;
   Too_Many       : constant Minor_Code := Polyorb_Set or 4;
   Bad_Boolean    : constant Minor_Code := Polyorb_Set or 5;

   --  Skips to a multiple of Width from the start of the encapsulation, and
   --  makes sure that Count octets follow.
   procedure Align (Self : in out Decoder; Width : Positive; Count : Natural);

   --  The number in Count octets.
   procedure Get_Number
     (Self : in out Decoder; Count : Positive; Item : out Interfaces.Unsigned_64);

   procedure Put_Number
     (Self : in out Encoder; Count : Positive; Item : Interfaces.Unsigned_64);

   -----------
   -- Align --
   -----------

   procedure Align (Self : in out Decoder; Width : Positive; Count : Natural) is
      Padding : constant Natural := (-(Self.Next - 1)) mod Width;
   begin
      if Self.Size - (Self.Next - 1) < Padding + Count then
         Throw
           (Marshal, Too_Short,
            "the octets end at octet" & Self.Size'Image & ", before octet"
            & Natural'Image (Self.Next - 1 + Padding + Count));
      end if;
      Self.Next := Self.Next + Padding;
   end Align;

   -----------------
   -- Put_Padding --
   -----------------

   procedure Put_Padding (Self : in out Encoder; Width : Positive) is
   begin
      while Length (Self.Data) mod Width /= 0 loop
         Append (Self.Data, ASCII.NUL);
      end loop;
   end Put_Padding;

   ----------
   -- Open --
   ----------

   function Open (Encapsulation : String) return Decoder is
      Flag : Natural;
   begin
      return Result : Decoder :=
        (Size => Encapsulation'Length, Data => Encapsulation, others => <>)
      do
         Get_Octet (Result, Flag);
         case Flag is
            when 0      => Result.In_Order := Big_Endian;
            when 1      => Result.In_Order := Little_Endian;
            when others =>
               Throw
                 (Marshal, Bad_Byte_Order,
                  "the byte order of an encapsulation is 0 or 1, not" & Flag'Image);
         end case;
      end return;
   end Open;

   ------------------
   -- Open_Message --
   ------------------

   function Open_Message
     (Message : String; Order : Byte_Orders; First : Natural) return Decoder is
     (Size     => Message'Length,
      Data     => Message,
      Next     => First + 1,
      In_Order => Order);

   function Order (Self : Decoder) return Byte_Orders is (Self.In_Order);
   function Offset (Self : Decoder) return Natural is (Self.Next - 1);
   function Octets_Left (Self : Decoder) return Natural is (Self.Size - Self.Next + 1);

   ------------------
   -- Skip_Padding --
   ------------------

   procedure Skip_Padding (Self : in out Decoder; Width : Positive) is
   begin
      Align (Self, Width, 0);
   end Skip_Padding;

   function At_End (Self : Decoder) return Boolean is (Self.Next > Self.Size);

   ---------------
   -- Get_Octet --
   ---------------

   procedure Get_Octet (Self : in out Decoder; Item : out Natural) is
   begin
      Align (Self, 1, 1);
      Item := Character'Pos (Self.Data (Self.Next));
      Self.Next := Self.Next + 1;
   end Get_Octet;

   ----------------
   -- Get_Number --
   ----------------

   procedure Get_Number
     (Self : in out Decoder; Count : Positive; Item : out Interfaces.Unsigned_64)
   is
      Place : Positive;
   begin
      Align (Self, Count, Count);
      Item := 0;
      for Offset in 0 .. Count - 1 loop
         Place :=
           (case Self.In_Order is
               when Big_Endian    => Self.Next + Offset,
               when Little_Endian => Self.Next + Count - 1 - Offset);
         Item := Item * 256 + Interfaces.Unsigned_64'(Character'Pos (Self.Data (Place)));
      end loop;
      Self.Next := Self.Next + Count;
   end Get_Number;

   ------------------------
   -- Get_Unsigned_Short --
   ------------------------

   procedure Get_Unsigned_Short (Self : in out Decoder; Item : out Natural) is
      Number : Interfaces.Unsigned_64;
   begin
      Get_Number (Self, 2, Number);
      Item := Natural (Number);
   end Get_Unsigned_Short;

   -----------------------
   -- Get_Unsigned_Long --
   -----------------------

   procedure Get_Unsigned_Long (Self : in out Decoder; Item : out Interfaces.Unsigned_32) is
      Number : Interfaces.Unsigned_64;
   begin
      Get_Number (Self, 4, Number);
      Item := Interfaces.Unsigned_32 (Number);
   end Get_Unsigned_Long;

   ----------------------------
   -- Get_Unsigned_Long_Long --
   ----------------------------

   procedure Get_Unsigned_Long_Long
     (Self : in out Decoder; Item : out Interfaces.Unsigned_64) is
   begin
      Get_Number (Self, 8, Item);
   end Get_Unsigned_Long_Long;

   -----------------
   -- Get_Boolean --
   -----------------

   procedure Get_Boolean (Self : in out Decoder; Item : out Boolean) is
      Octet : Natural;
   begin
      Get_Octet (Self, Octet);
      if Octet > 1 then
         Self.Next := Self.Next - 1;
         Throw (Marshal, Bad_Boolean, "a boolean is 0 or 1, not" & Octet'Image);
      end if;
      Item := Octet = 1;
   end Get_Boolean;

   -------------
   -- Get_Raw --
   -------------

   function Get_Raw (Self : in out Decoder; Count : Natural) return String is
      First : constant Positive := Self.Next;
   begin
      Align (Self, 1, Count);
      Self.Next := First + Count;
      return Self.Data (First .. First + Count - 1);
   end Get_Raw;

   ---------------
   -- Get_Count --
   ---------------

   procedure Get_Count
     (Self : in out Decoder; Octets_Each : Positive; Limit : Positive; Item : out Natural)
   is
      Number : Interfaces.Unsigned_32;
      Left   : Natural;
   begin
      Get_Unsigned_Long (Self, Number);
      Left := Self.Size - (Self.Next - 1);
      if Number > Interfaces.Unsigned_32 (Left / Octets_Each) then
         Throw
           (Marshal, Too_Short,
            "a sequence of" & Number'Image & " elements does not fit in"
            & Left'Image & " octets");
      elsif Number > Interfaces.Unsigned_32 (Limit) then
         Throw
           (Marshal, Too_Many,
            "a sequence of" & Number'Image & " elements; at most" & Limit'Image
            & " are taken");
      end if;
      Item := Natural (Number);
   end Get_Count;

   ----------------
   -- Get_Octets --
   ----------------

   function Get_Octets (Self : in out Decoder) return String is
      Count : Natural;
      First : Positive;
   begin
      Get_Count (Self, 1, Positive'Last, Count);
      First := Self.Next;
      Self.Next := Self.Next + Count;
      return Self.Data (First .. First + Count - 1);
   end Get_Octets;

   ----------------
   -- Get_String --
   ----------------

   function Get_String (Self : in out Decoder) return String is
      Octets : constant String := Get_Octets (Self);
   begin
      --  The length counts the zero, so an empty string has length 1. Some
      --  implementations write 0 for it; that is read as empty too.
      if Octets = "" then
         return "";
      elsif Octets (Octets'Last) /= ASCII.NUL then
         Throw (Marshal, Bad_String, "a string does not end with a zero octet");
      elsif (for some Item of Octets (Octets'First .. Octets'Last - 1) =>
               Item = ASCII.NUL)
      then
         Throw (Marshal, Bad_String, "a zero octet within a string");
      end if;
      return Octets (Octets'First .. Octets'Last - 1);
   end Get_String;

   -----------
   -- Start --
   -----------

   procedure Start (Self : in out Encoder; Order : Byte_Orders) is
   begin
      Self.Data     := Null_Unbounded_String;
      Self.In_Order := Order;
      Put_Octet (Self, Byte_Orders'Pos (Order));
   end Start;

   -------------------
   -- Start_Message --
   -------------------

   procedure Start_Message (Self : in out Encoder; Order : Byte_Orders) is
   begin
      Self.Data     := Null_Unbounded_String;
      Self.In_Order := Order;
   end Start_Message;

   ---------------
   -- Put_Octet --
   ---------------

   procedure Put_Octet (Self : in out Encoder; Item : Natural) is
   begin
      Append (Self.Data, Character'Val (Item));
   end Put_Octet;

   ----------------
   -- Put_Number --
   ----------------

   procedure Put_Number
     (Self : in out Encoder; Count : Positive; Item : Interfaces.Unsigned_64)
   is
      Octets : String (1 .. Count);
      Rest   : Interfaces.Unsigned_64 := Item;
      Place  : Positive;
   begin
      Put_Padding (Self, Count);
      for Nth in 1 .. Count loop
         Place := (if Self.In_Order = Big_Endian then Count + 1 - Nth else Nth);
         Octets (Place) := Character'Val (Rest mod 256);
         Rest := Rest / 256;
      end loop;
      Append (Self.Data, Octets);
   end Put_Number;

   procedure Put_Unsigned_Short (Self : in out Encoder; Item : Natural) is
   begin
      Put_Number (Self, 2, Interfaces.Unsigned_64 (Item));
   end Put_Unsigned_Short;

   procedure Put_Unsigned_Long (Self : in out Encoder; Item : Interfaces.Unsigned_32) is
   begin
      Put_Number (Self, 4, Interfaces.Unsigned_64 (Item));
   end Put_Unsigned_Long;

   procedure Put_Unsigned_Long_Long (Self : in out Encoder; Item : Interfaces.Unsigned_64) is
   begin
      Put_Number (Self, 8, Item);
   end Put_Unsigned_Long_Long;

   procedure Put_Raw (Self : in out Encoder; Item : String) is
   begin
      Append (Self.Data, Item);
   end Put_Raw;

   ----------------
   -- Put_Octets --
   ----------------

   procedure Put_Octets (Self : in out Encoder; Item : String) is
   begin
      Put_Unsigned_Long (Self, Item'Length);
      Append (Self.Data, Item);
   end Put_Octets;

   procedure Put_String (Self : in out Encoder; Item : String) is
   begin
      Put_Octets (Self, Item & ASCII.NUL);
   end Put_String;

   function Content (Self : Encoder) return String is (To_String (Self.Data));

end Corba.CDR;
