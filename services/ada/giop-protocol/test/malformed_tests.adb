with Coding;

package body Malformed_Tests is

   use Coding;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   Request : constant String :=
     "47494f50010200000000002500000001030000000000000000000001"
     & "6b000000000000036f700000000000000000000007";

   procedure Test_Header (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Malformed ("", 0);
      Expect_Malformed ("47", 1);
      Expect_Malformed ("48494f50", 0);
      Expect_Malformed ("47494f51 01020000 00000000", 3);
      Expect_Malformed ("474554202f20485454502f312e310d0a", 1);
      Expect_Malformed ("47494f50 010200", 7);
      Expect_Malformed ("47494f50 02020005 00000000", 4);
      Expect_Malformed ("47494f50 01030005 00000000", 5);
      Expect_Malformed ("47494f50 01000205 00000000", 6);
      Expect_Malformed ("47494f50 01020405 00000000", 6);
      Expect_Malformed ("47494f50 01020205 00000000", 6);
      Expect_Malformed ("47494f50 01020008 00000000", 7);
      Expect_Malformed ("47494f50 01000007 00000000", 7);
      Expect_Malformed ("47494f50 01020005 00000001", 12);
      Expect_Malformed ("47494f50 01020105 00000001", 12);
      Expect_Malformed ("47494f50 01020001 ffffffff 00000000", 16);
      Expect_Malformed ("47494f50 01020005 00000000 00", 12);
      Expect_Malformed ("47494f50 01020005 00000001 00", 12);
   end Test_Header;

   --  Each prefix is malformed where it ends.
   procedure Test_Truncated (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      for Size in 0 .. Request'Length / 2 - 1 loop
         Expect_Malformed (Request (1 .. Size * 2), Size);
      end loop;
   end Test_Truncated;

   --  Lengths that say more than the message has.
   procedure Test_Lying (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      --  The key, the operation, the number of contexts, a context's data.
      Expect_Malformed
        ("47494f50 01020000 00000018 00000001 03000000 00000000 ffffffff 6b000000 00000000", 28);
      Expect_Malformed
        ("47494f50 01020000 00000019 00000001 03000000 00000000 00000001 6b000000 7fffffff 00",
         36);
      Expect_Malformed
        ("47494f50 01020001 0000000c 00000001 00000000 10000000", 24);
      Expect_Malformed
        ("47494f50 01020001 00000014 00000001 00000000 00000001 00000001 00000009", 32);
      --  A string, a sequence of structs, an array, a sequence that its bound
      --  forbids.
      Expect_Malformed
        ("47494f50 01000001 00000014 00000000 00000001 00000000 00000009 61000000", 28,
         "[""string""]");
      Expect_Malformed
        ("47494f50 01000001 00000014 00000000 00000001 00000000 00000002 00000000", 28,
         "[""sequence<struct{a:octet,b:long}>""]");
      Expect_Malformed
        ("47494f50 01000001 00000010 00000000 00000001 00000000 01020304", 24,
         "[""array<octet,1000000>""]");
      Expect_Malformed
        ("47494f50 01000001 00000014 00000000 00000001 00000000 00000002 01020000", 28,
         "[""sequence<octet,1>""]");
   end Test_Lying;

   procedure Test_Wrong_Values (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Head : constant String := "47494f50 01000001 00000010 00000000 00000001 00000000";
   begin
      Expect_Malformed (Head & "02000000", 24, "[""boolean""]");
      Expect_Malformed (Head & "00000002", 24, "[""enum{A,B}""]");
      Expect_Malformed (Head & "00000001", 25, "[""octet""]");
      Expect_Malformed (Head & "00000001", 28, "[""long"",""octet""]");
      Expect_Malformed
        ("47494f50 01000001 00000011 00000000 00000001 00000000 00000001 61", 29,
         "[""string""]");
      Expect_Malformed
        ("47494f50 01000001 00000012 00000000 00000001 00000000 00000002 ff00", 24,
         "[""string""]");
      --  Status, addressing, response expected, a flag that is none.
      Expect_Malformed ("47494f50 01000001 0000000c 00000000 00000001 00000004", 20);
      Expect_Malformed ("47494f50 01020001 0000000c 00000001 00000006 00000000", 16);
      Expect_Malformed ("47494f50 01020003 00000008 00000001 00030000", 16);
      Expect_Malformed ("47494f50 01000000 0000000c 00000000 00000001 02000000", 20);
      --  A LocateRequest has no body.
      Expect_Malformed ("47494f50 01000003 0000000a 00000009 00000001 6b00", 21);
   end Test_Wrong_Values;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Header'Access, "headers");
      Register_Routine (Item, Test_Truncated'Access, "cut short anywhere");
      Register_Routine (Item, Test_Lying'Access, "lengths that lie");
      Register_Routine (Item, Test_Wrong_Values'Access, "values that no type has");
   end Register_Tests;

end Malformed_Tests;
