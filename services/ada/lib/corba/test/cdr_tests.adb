with AUnit.Assertions;
with Corba.CDR;
with Corba.Octets;
with Corba.System_Exceptions;
with Expecting;
with Interfaces;

package body CDR_Tests is

   use AUnit.Assertions;
   use Corba.CDR;
   use Corba.Octets;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  One of each: an octet, an aligned short, an aligned long, a string, a
   --  sequence of octets, and a long once more.
   Big    : constant String := "00ff" & "1234" & "89abcdef" & "00000003" & "6162" & "00"
     & "00" & "00000001" & "7f" & "000000" & "00000005";
   Little : constant String := "01ff" & "3412" & "efcdab89" & "03000000" & "6162" & "00"
     & "00" & "01000000" & "7f" & "000000" & "05000000";

   procedure Check_Reading (Hex : String; Expected : Byte_Orders);
   function Written (Order : Byte_Orders) return String;

   procedure Check_Reading (Hex : String; Expected : Byte_Orders) is
      From   : Decoder := Open (From_Hex (Hex));
      Number : Natural;
      Long   : Interfaces.Unsigned_32;
   begin
      Assert (Order (From) = Expected, "byte order");
      Get_Octet (From, Number);
      Assert (Number = 16#FF#, "octet");
      Get_Unsigned_Short (From, Number);
      Assert (Number = 16#1234#, "short");
      Get_Unsigned_Long (From, Long);
      Assert (Long = 16#89AB_CDEF#, "long");
      Assert (Get_String (From) = "ab", "string");
      Assert (To_Hex (Get_Octets (From)) = "7f", "octets");
      Get_Unsigned_Long (From, Long);
      Assert (Long = 5, "a long after padding");
      Assert (At_End (From), "nothing is left");
   end Check_Reading;

   function Written (Order : Byte_Orders) return String is
      To : Encoder;
   begin
      Start (To, Order);
      Put_Octet (To, 16#FF#);
      Put_Unsigned_Short (To, 16#1234#);
      Put_Unsigned_Long (To, 16#89AB_CDEF#);
      Put_String (To, "ab");
      Put_Octets (To, (1 => Character'Val (16#7F#)));
      Put_Unsigned_Long (To, 5);
      return To_Hex (Content (To));
   end Written;

   procedure Test_Both_Orders (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Check_Reading (Big, Big_Endian);
      Check_Reading (Little, Little_Endian);
      Assert (Written (Big_Endian) = Big, "written " & Written (Big_Endian));
      Assert (Written (Little_Endian) = Little, "written " & Written (Little_Endian));
   end Test_Both_Orders;

   --  Wherever the octets end, the answer is MARSHAL, never a crash.
   procedure Test_Truncated (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      for Last in 0 .. Big'Length / 2 - 1 loop
         declare
            procedure Read;

            procedure Read is
            begin
               Check_Reading (Big (1 .. Last * 2), Big_Endian);
            end Read;
         begin
            Expecting.System_Exception (Read'Access, Marshal, Polyorb_Set or 1);
         end;
      end loop;
   end Test_Truncated;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Bad_Order;
      procedure No_Zero;
      procedure Inner_Zero;
      procedure Huge;

      procedure Bad_Order is
         From : constant Decoder := Open (From_Hex ("02"));
      begin
         Assert (At_End (From), "unreachable");
      end Bad_Order;

      procedure No_Zero is
         From : Decoder := Open (From_Hex ("00000000" & "00000002" & "6162"));
      begin
         Assert (Get_String (From) = "", "unreachable");
      end No_Zero;

      procedure Inner_Zero is
         From : Decoder := Open (From_Hex ("00000000" & "00000003" & "610000"));
      begin
         Assert (Get_String (From) = "", "unreachable");
      end Inner_Zero;

      procedure Huge is
         From : Decoder := Open (From_Hex ("00000000" & "ffffffff" & "00"));
      begin
         Assert (Get_Octets (From) = "", "unreachable");
      end Huge;

   begin
      Expecting.System_Exception (Bad_Order'Access, Marshal, Polyorb_Set or 2);
      Expecting.System_Exception (No_Zero'Access, Marshal, Polyorb_Set or 3);
      Expecting.System_Exception (Inner_Zero'Access, Marshal, Polyorb_Set or 3);
      Expecting.System_Exception (Huge'Access, Marshal, Polyorb_Set or 1);
   end Test_Malformed;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Both_Orders'Access, "both byte orders");
      Register_Routine (Item, Test_Truncated'Access, "cut short anywhere");
      Register_Routine (Item, Test_Malformed'Access, "malformed octets");
   end Register_Tests;

end CDR_Tests;
