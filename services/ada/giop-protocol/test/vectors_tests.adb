with AUnit.Assertions;
with Coding;

package body Vectors_Tests is

   use AUnit.Assertions;
   use Coding;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect (JSON, Name, Value : String);

   procedure Expect (JSON, Name, Value : String) is
   begin
      Assert (Member (JSON, Name) = Value, Name & " is " & Member (JSON, Name) & ": " & JSON);
   end Expect;

   --  open("Jack B. Quick") of the bank example. Padding is not zero.
   VisiBroker : constant String :=
     "47494f50 01020100 86000000 02000000 03000000 00002020 2b000000 01504d43"
     & "04000000 10000000 2f62616e 6b5f6167 656e745f 706f6100 0b000000 42616e6b"
     & "4d616e61 67657220 05000000 6f70656e 00202020 02000000 01000000 0c000000"
     & "01202020 01000100 09010100 06534956 06000000 01070801 83002020 20202020"
     & "0e000000 4a61636b 20422e20 51756963 6b00";

   omniORB_Locate : constant String :=
     "47494f50 01020103 20000000 02000000 00000000 14000000 ff626964 6972fe97"
     & "c46b6101 000f5700 00000000";

   --  No arguments; the operation's padding holds what was there before.
   TAO : constant String :=
     "47494f50 01020100 48000000 02000000 00000000 00000000 23000000 14010f00"
     & "4e535466 db85483c ff0a0001 00000001 00000000 00000001 00000001 00000000"
     & "09000000 73687574 646f776e 00670000 00000000";

   JacORB_1_2 : constant String :=
     "47494f50 01020000 00000037 00000004 03000000 00000000 0000000d 4f726277"
     & "65617665 72576964 65000000 0000000b 6563686f 5f776368 61720000 00000000"
     & "02feff";

   JacORB_1_1 : constant String :=
     "47494f50 01010000 00000036 00000000 00000002 01000000 0000000d 4f726277"
     & "65617665 72576964 65000000 0000000b 6563686f 5f776368 61720000 00000000"
     & "d55c";

   omniORB_Reply : constant String :=
     "47494f50 01020101 10000000 01000000 00000000 00000000 2a000000";

   procedure Test_VisiBroker (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Got : constant String := Decoded (VisiBroker, "[""string""]");
   begin
      Expect (Got, "version", """1.2""");
      Expect (Got, "byteOrder", """little""");
      Expect (Got, "message", """Request""");
      Expect (Got, "size", "146");
      Expect (Got, "requestId", "2");
      Expect (Got, "responseExpected", "true");
      Expect (Got, "operation", """open""");
      Expect
        (Got, "keyHex",
         """01504d4304000000100000002f62616e6b5f6167656e745f706f61000b00000042616e6b4d616e61676572"
         & """");
      Expect
        (Got, "serviceContexts",
         "[{""id"":1,""dataHex"":""012020200100010009010100""},"
         & "{""id"":1447645958,""dataHex"":""010708018300""}]");
      Expect (Got, "body", "[{""type"":""string"",""value"":""Jack B. Quick""}]");
   end Test_VisiBroker;

   procedure Test_Little_Endian (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Locate : constant String := Decoded (omniORB_Locate);
      Call   : constant String := Decoded (TAO, "[]");
      Reply  : constant String := Decoded (omniORB_Reply, "[""long""]");
   begin
      Expect (Locate, "message", """LocateRequest""");
      Expect (Locate, "requestId", "2");
      Expect (Locate, "keyHex", """ff62696469" & "72fe97c46b6101000f570000000000""");
      Expect_Same (omniORB_Locate);
      Expect (Call, "operation", """shutdown""");
      Expect (Call, "responseExpected", "false");
      Expect (Call, "serviceContexts", "[]");
      Expect (Call, "body", "[]");
      Expect (Reply, "status", """NO_EXCEPTION""");
      Expect (Reply, "body", "[{""type"":""long"",""value"":42}]");
      Expect_Same (omniORB_Reply, "[""long""]");
   end Test_Little_Endian;

   procedure Test_Big_Endian (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Later   : constant String := Decoded (JacORB_1_2);
      Earlier : constant String := Decoded (JacORB_1_1, "[""ushort""]");
   begin
      Expect (Later, "byteOrder", """big""");
      Expect (Later, "operation", """echo_wchar""");
      Expect (Later, "key", """OrbweaverWide""");
      Expect (Later, "bodyHex", """02feff""");
      Expect_Same (JacORB_1_2);
      Expect_Same (JacORB_1_2, "[""array<octet,3>""]");
      Expect (Earlier, "version", """1.1""");
      Expect (Earlier, "requestId", "2");
      Expect (Earlier, "principalHex", """""");
      Expect (Earlier, "body", "[{""type"":""ushort"",""value"":54620}]");
      Expect_Same (JacORB_1_1, "[""ushort""]");
   end Test_Big_Endian;

   --  By the rules of the specification: each kind in each version, both byte
   --  orders.
   procedure Test_Kinds (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      --  1.0: contexts come first, the principal last, the body unaligned.
      Expect_Same
        ("47494f50 01000000 0000002a 00000000 00000007 01000000 00000001 6b000000"
         & "00000003 6f700000 00000002 aabb0000 00000005 0102",
         "[""long"",""array<octet,2>""]");
      Expect_Same ("47494f50 01000101 0c000000 00000000 07000000 01000000");
      Expect_Same ("47494f50 01000002 00000004 00000009");
      Expect_Same ("47494f50 01000103 09000000 09000000 01000000 6b");
      Expect_Same ("47494f50 01000004 00000008 00000009 00000001");
      Expect_Same ("47494f50 01000005 00000000");
      Expect_Same ("47494f50 01000106 00000000");
      --  1.1: reserved octets, fragments without an id.
      Expect_Same
        ("47494f50 01010300 2d000000 01000000 01000000 01000000 ff000000 07000000"
         & "00000000 01000000 6b000000 03000000 6f700000 00000000 01");
      Expect_Same ("47494f50 01010007 00000003 010203");
      --  1.2: fragments with an id, all addressings, statuses of its own.
      Expect_Same ("47494f50 01020207 0000000c 00000007 01020304 05060708");
      Expect_Same ("47494f50 01020003 00000011 00000001 00010000 00000000 00000001 aa");
      Expect_Same
        ("47494f50 01020103 40000000 01000000 02000000 00000000 0a000000 49444c3a"
         & "783a312e 30000000 01000000 00000000 18000000 01010200 02000000 68006300"
         & "03000000 6b657900 00000000");
      Expect_Same ("47494f50 01020004 00000008 00000001 00000005");
      Expect_Same ("47494f50 01020005 00000000");
      --  A system exception, as every ORB replies it.
      Expect_Same
        ("47494f50 01020101 38000000 07000000 02000000 00000000 20000000 49444c3a"
         & "6f6d672e 6f72672f 434f5242 412f5452 414e5349 454e543a 312e3000 02000000"
         & "01000000",
         "[""string"",""ulong"",""enum{COMPLETED_YES,COMPLETED_NO,COMPLETED_MAYBE}""]");
   end Test_Kinds;

   procedure Test_Encoded (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Head : constant String :=
        "{""message"":""Request"",""requestId"":1,""key"":""k"",""operation"":""op""";
   begin
      --  The body of 1.2 begins at a multiple of eight; none needs no padding.
      Assert
        (Encoded (Head & ",""body"":[{""type"":""octet"",""value"":7}]}")
         = "47494f5001020000000000250000000103000000" & "00000000000000016b000000"
           & "000000036f700000" & "00000000" & "00000000" & "07",
         Encoded (Head & ",""body"":[{""type"":""octet"",""value"":7}]}"));
      Assert
        (Encoded (Head & ",""byteOrder"":""little"",""responseExpected"":false}")
         = "47494f5001020100200000000100000000000000" & "00000000010000006b000000"
           & "030000006f700000" & "00000000",
         Encoded (Head & ",""byteOrder"":""little"",""responseExpected"":false}"));
      Expect_Unfit (Head & ",""version"":""1.3""}", "version");
      Expect_Unfit (Head & ",""byteOrder"":""middle""}", "byteOrder");
      Expect_Unfit (Head & ",""version"":""1.0"",""moreFragments"":true}", "version");
      Expect_Unfit (Head & ",""version"":""1.1"",""responseFlags"":1}", "responseFlags");
      Expect_Unfit (Head & ",""serviceContexts"":[{""id"":1}]}", "dataHex");
      Expect_Unfit ("{""message"":""Request"",""requestId"":1,""operation"":""op""}", "key");
      Expect_Unfit ("{""message"":""Reply"",""requestId"":-1}", "requestId");
      Expect_Unfit
        ("{""message"":""Reply"",""requestId"":1,""status"":""OBJECT_HERE""}", "status");
      Expect_Unfit
        ("{""version"":""1.1"",""message"":""Reply"",""requestId"":1,"
         & """status"":""NEEDS_ADDRESSING_MODE""}", "status");
      Expect_Unfit ("{""message"":""CloseConnection"",""bodyHex"":""00""}", "body");
      Expect_Unfit ("{""message"":""Nonsense""}", "message");
      Expect_Unfit ("[]", "message");
   end Test_Encoded;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_VisiBroker'Access, "a request of VisiBroker");
      Register_Routine (Item, Test_Little_Endian'Access, "omniORB and TAO, little-endian");
      Register_Routine (Item, Test_Big_Endian'Access, "JacORB, big-endian");
      Register_Routine (Item, Test_Kinds'Access, "each kind in each version");
      Register_Routine (Item, Test_Encoded'Access, "encoded");
   end Register_Tests;

end Vectors_Tests;
