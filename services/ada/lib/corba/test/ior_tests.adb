with Ada.Characters.Handling;
with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Corba.CDR;
with Corba.IOR;
with Corba.Octets;
with Corba.References;
with Corba.System_Exceptions;
with Expecting;
with Interfaces;

package body IOR_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Corba.IOR;
   use Corba.References;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;
   use all type Corba.CDR.Byte_Orders;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  As omniORB 4.2.5's genior writes it on a little-endian machine: IIOP 1.2
   --  with TAG_ORB_TYPE and TAG_CODE_SETS.
   Omniorb : constant String :=
     "IOR:010000001500000049444c3a706f6c796f72622f4563686f3a312e300000000001000000"
     & "0000000058000000010102000c0000006f72622e6578616d706c65008cc3000004000000"
     & "6563686f0200000000000000080000000100000000545441010000001c00000001000000"
     & "010001000100000001000105090101000100000009010100";

   --  Big-endian, IIOP 1.0, by hand after CORBA 3.3 part 2, 7.6.2 and 9.7.2; an
   --  octet of padding stands before the port.
   By_Hand : constant String :=
     "IOR:"
     & "00000000" & "00000018"
     & "49444c3a706f6c796f72622f436f756e7465723a312e3000"   --  IDL:polyorb/Counter:1.0
     & "00000001" & "00000000" & "00000020"
     & "00" & "01" & "00" & "00"
     & "00000010" & "636f756e7465722e6578616d706c6500"      --  counter.example
     & "0af9" & "0000"                                      --  2809
     & "00000000";

   --  Root contexts as three naming services print them.

   --  The JDK's tnameserv: big-endian, IIOP 1.0.
   Of_Jdk : constant String :=
     "IOR:"
     & "000000000000002849444c3a6f6d672e6f72672f436f734e616d696e672f4e616d696e67"
     & "436f6e746578743a312e30000000000100000000000000300001000000000008686f6d65"
     & "5f7063000874000000000018afabcafe000000025e1c358b000000080000000000000000";

   --  omniNames: little-endian, with a component of omniORB's own.
   Of_Omninames : constant String :=
     "IOR:"
     & "010000002b00000049444c3a6f6d672e6f72672f436f734e616d696e672f4e616d696e67"
     & "436f6e746578744578743a312e300000010000000000000070000000010102000e000000"
     & "3139322e3136382e312e31353800f90a0b0000004e616d65536572766963650003000000"
     & "00000000080000000100000000545441010000001c000000010000000100010001000000"
     & "01000105090101000100000009010100035454410800000055da304a01001570";

   --  TAO's naming service: little-endian, with an object key that holds NULs.
   Of_Tao : constant String :=
     "IOR:"
     & "010000002b00000049444c3a6f6d672e6f72672f436f734e616d696e672f4e616d696e67"
     & "436f6e746578744578743a312e30000001000000000000009c000000010102000e000000"
     & "31302e33342e3133352e32343600e12e3a00000014010f004e55500000001c0000000001"
     & "000000526f6f74504f41004e616d65536572766963650000000000010000004e616d6553"
     & "657276696365000003000000000000000800000001000000004f41540100000018000000"
     & "01000000010001000100000001000105090101000000000014000000080000000100a600"
     & "8600f155";

   --  The nil reference.
   Nil : constant String := "IOR:00000000000000010000000000000000";

   --  One profile of each kind: for IIOP 1.1, of components, and of a tag that
   --  nobody knows.
   function Mixed return Reference;

   function Mixed return Reference is
      Result : Reference := Make ("IDL:polyorb/Echo:1.0");
      One    : Profile :=
        (Minor => 1, Host => To_Unbounded_String ("a.example"), Port => 65_535,
         Key => To_Unbounded_String ("k" & ASCII.NUL & Character'Val (255)), others => <>);
      Two    : Profile := (Of_Tag => Multiple_Components, others => <>);
   begin
      Add (One.Components, (3, To_Unbounded_String ("xyz")));
      Add (Two.Components, (16#FFFF_FFFF#, Null_Unbounded_String));
      Add (Two.Components, (7, To_Unbounded_String ("12345")));
      Add (Result, One);
      Add (Result, Two);
      Add (Result, (Of_Tag => 16#4141_4141#, Data => To_Unbounded_String ("raw"), others => <>));
      return Result;
   end Mixed;

   procedure Test_Little_Endian (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Got : constant Reference := Parse (Omniorb);
   begin
      Assert (Type_Id (Got) = "IDL:polyorb/Echo:1.0", "type id");
      Assert (Count (Got) = 1 and then First_IIOP (Got) = 1, "one profile");
      Assert (Nth (Got, 1).Minor = 2, "version");
      Assert (Nth (Got, 1).Host = "orb.example", "host");
      Assert (Nth (Got, 1).Port = 50_060, "port");
      Assert (Nth (Got, 1).Key = "echo", "key");
      Assert (Count (Nth (Got, 1).Components) = 2, "components");
      Assert (Components (Nth (Got, 1).Components) (2).Of_Tag = 1, "code sets");
      Assert (Image (Got, Little_Endian) = Omniorb, "printed as it was");
   end Test_Little_Endian;

   procedure Test_Big_Endian (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Got : constant Reference := Parse (By_Hand);
   begin
      Assert (Type_Id (Got) = "IDL:polyorb/Counter:1.0", "type id");
      Assert (Nth (Got, 1).Minor = 0, "version");
      Assert (Nth (Got, 1).Host = "counter.example", "host");
      Assert (Nth (Got, 1).Port = 2_809, "port");
      Assert (Nth (Got, 1).Key = "", "an empty key");
      Assert (Image (Got, Big_Endian) = By_Hand, "printed as it was");
      Assert
        (Parse (Ada.Characters.Handling.To_Lower ("IOR:") & By_Hand (5 .. By_Hand'Last)) = Got,
         "the prefix in lower case");
      Assert
        (Parse ("IOR:" & Ada.Characters.Handling.To_Upper (By_Hand (5 .. By_Hand'Last))) = Got,
         "digits in upper case");
   end Test_Big_Endian;

   procedure Test_Of_Other_ORBs (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Check
        (Text : String; Order : Corba.CDR.Byte_Orders; Host : String; Port, Parts : Natural);

      procedure Check
        (Text : String; Order : Corba.CDR.Byte_Orders; Host : String; Port, Parts : Natural)
      is
         Got : constant Reference := Parse (Text);
         One : constant Profile := Nth (Got, 1);
      begin
         Assert
           (Ada.Strings.Fixed.Head (Type_Id (Got), 35) = "IDL:omg.org/CosNaming/NamingContext",
            Host & ": type");
         Assert (Count (Got) = 1 and then One.Host = Host, Host & ": host");
         Assert (Natural (One.Port) = Port, Host & ": port" & One.Port'Image);
         Assert (Count (One.Components) = Parts, Host & ": components");
         Assert (Image (Got, Order) = Text, Host & ": printed as it was");
      end Check;
   begin
      Check (Of_Jdk, Big_Endian, "home_pc", 2_164, 0);
      Check (Of_Omninames, Little_Endian, "192.168.1.158", 2_809, 3);
      Check (Of_Tao, Little_Endian, "10.34.135.246", 12_001, 3);
      Assert (Nth (Parse (Of_Omninames), 1).Key = "NameService", "key of omniNames");
      Assert
        (Nth (Parse (Of_Tao), 1).Key
         = Character'Val (20) & Character'Val (1) & Character'Val (15) & ASCII.NUL & "NUP"
           & ASCII.NUL & ASCII.NUL & ASCII.NUL & Character'Val (28) & ASCII.NUL & ASCII.NUL
           & ASCII.NUL & ASCII.NUL & Character'Val (1) & ASCII.NUL & ASCII.NUL & ASCII.NUL
           & "RootPOA" & ASCII.NUL & "NameService" & ASCII.NUL & ASCII.NUL & ASCII.NUL & ASCII.NUL
           & ASCII.NUL & Character'Val (1) & ASCII.NUL & ASCII.NUL & ASCII.NUL & "NameService",
         "key of TAO");
   end Test_Of_Other_ORBs;

   procedure Test_Between_Orders (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (Parse (Image (Mixed, Big_Endian)) = Mixed, "big-endian and back");
      Assert (Parse (Image (Mixed, Little_Endian)) = Mixed, "little-endian and back");
      Assert
        (Image (Parse (Image (Mixed, Little_Endian))) = Image (Mixed), "from one to the other");
   end Test_Between_Orders;

   procedure Test_Nil (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (Is_Nil (Parse (Nil)), "nil");
      Assert (Image (Make ("")) = Nil, "printed");
      Assert (First_IIOP (Parse (Nil)) = 0, "leads nowhere");
   end Test_Nil;

   --  Every prefix of a reference is refused with MARSHAL.
   procedure Test_Truncated (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      for Octets in 0 .. (Omniorb'Length - 4) / 2 - 1 loop
         declare
            procedure Read;

            procedure Read is
            begin
               Assert
                 (Count (Parse (Omniorb (1 .. 4 + Octets * 2))) = 0, "parsed, though cut");
            end Read;
         begin
            Expecting.System_Exception (Read'Access, Marshal, Polyorb_Set or 1);
         end;
      end loop;
   end Test_Truncated;

   --  Any octet may be anything: the answer is a reference or a system
   --  exception, and nothing else.
   procedure Test_Damaged (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Octets : constant String := Corba.Octets.From_Hex (Omniorb (5 .. Omniorb'Last));
      Copy   : String := Octets;
      Parsed : Natural := 0;
   begin
      for Place in Copy'Range loop
         for Code in 0 .. 255 loop
            Copy := Octets;
            Copy (Place) := Character'Val (Code);
            begin
               if Count (Parse ("IOR:" & Corba.Octets.To_Hex (Copy))) >= 0 then
                  Parsed := Parsed + 1;
               end if;
            exception
               when Raised =>
                  null;
            end;
         end loop;
      end loop;
      Assert (Parsed > Copy'Length, "the undamaged ones at least are parsed");
   end Test_Damaged;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure No_Prefix;
      procedure Odd_Digits;
      procedure No_Digits;
      procedure Too_Long;
      procedure Other_Version;

      procedure No_Prefix is
      begin
         Assert (Is_Nil (Parse ("ior 00")), "unreachable");
      end No_Prefix;

      procedure Odd_Digits is
      begin
         Assert (Is_Nil (Parse (Nil & "0")), "unreachable");
      end Odd_Digits;

      procedure No_Digits is
      begin
         Assert (Is_Nil (Parse ("IOR:zz")), "unreachable");
      end No_Digits;

      procedure Too_Long is
         Digits_Of : constant String (1 .. 200_000) := (others => '0');
      begin
         Assert (Is_Nil (Parse ("IOR:" & Digits_Of)), "unreachable");
      end Too_Long;

      procedure Other_Version is
         Text : String := By_Hand;
      begin
         --  The octet of the major version.
         Text (4 + 2 * 45 + 1 .. 4 + 2 * 45 + 2) := "02";
         Assert (Is_Nil (Parse (Text)), "unreachable");
      end Other_Version;

   begin
      Expecting.System_Exception (No_Prefix'Access, Bad_Param, OMG_Set or 7);
      Expecting.System_Exception (Odd_Digits'Access, Bad_Param, OMG_Set or 9);
      Expecting.System_Exception (No_Digits'Access, Bad_Param, OMG_Set or 9);
      Expecting.System_Exception (Too_Long'Access, Imp_Limit, Polyorb_Set or 1);
      Expecting.System_Exception (Other_Version'Access, Inv_Objref, Polyorb_Set or 1);
   end Test_Malformed;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Little_Endian'Access, "little-endian, of omniORB");
      Register_Routine (Item, Test_Big_Endian'Access, "big-endian");
      Register_Routine (Item, Test_Of_Other_ORBs'Access, "of other ORBs");
      Register_Routine (Item, Test_Between_Orders'Access, "from one byte order to the other");
      Register_Routine (Item, Test_Nil'Access, "the nil reference");
      Register_Routine (Item, Test_Truncated'Access, "cut short anywhere");
      Register_Routine (Item, Test_Damaged'Access, "any octet damaged");
      Register_Routine (Item, Test_Malformed'Access, "malformed text");
   end Register_Tests;

end IOR_Tests;
