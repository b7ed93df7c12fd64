with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.JSON.Parsing;
with Security_Service.Base64;
with Security_Service.Keys;
with Security_Service.Revocations;
with Security_Service.Tokens;

package body Token_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Security_Service;
   use type Tokens.States;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   First_Key  : constant String := "0123456789abcdef0123456789abcdef";
   Second_Key : constant String := "fedcba9876543210fedcba9876543210";

   Roles : constant Kit.JSON.Value := Kit.JSON.Parsing.Parse ("[""guest""]");

   procedure Expect (Token : String; Now : Long_Long_Integer; State : Tokens.States);
   procedure Expect_Unusable (Text : String);

   procedure Expect (Token : String; Now : Long_Long_Integer; State : Tokens.States) is
      Got : constant Tokens.States := Tokens.Verified (Token, Now).State;
   begin
      Assert (Got = State, "expected " & State'Image & ", found " & Got'Image);
   end Expect;

   procedure Expect_Unusable (Text : String) is
   begin
      Keys.Set (Text);
      Assert (False, "accepted: " & Text);
   exception
      when Keys.Unusable =>
         null;
   end Expect_Unusable;

   --  RFC 4648, section 10, without filling, and RFC 4231, test case 2.
   procedure Test_Standards (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Expect_Base64 (Text, Image : String);

      procedure Expect_Base64 (Text, Image : String) is
         Result : String (1 .. Image'Length);
         Last   : Natural;
         Valid  : Boolean;
      begin
         Assert (Base64.Encoded (Text) = Image, Text & " gives " & Base64.Encoded (Text));
         Base64.Decode (Image, Result, Last, Valid);
         Assert (Valid and then Result (1 .. Last) = Text, Image & " comes back");
      end Expect_Base64;

      procedure Expect_No_Base64 (Image : String);

      procedure Expect_No_Base64 (Image : String) is
         Result : String (1 .. Image'Length);
         Last   : Natural;
         Valid  : Boolean;
      begin
         Base64.Decode (Image, Result, Last, Valid);
         Assert (not Valid and then Last = 0, "accepted: " & Image);
      end Expect_No_Base64;

      --  A comment line and blanks around are no part of a key.
      Key : constant String := (1 .. 131 => Character'Val (16#AA#));
   begin
      Expect_Base64 ("", "");
      Expect_Base64 ("f", "Zg");
      Expect_Base64 ("fo", "Zm8");
      Expect_Base64 ("foo", "Zm9v");
      Expect_Base64 ("foobar", "Zm9vYmFy");
      Expect_Base64 (Character'Val (255) & Character'Val (254), "__4");
      Expect_No_Base64 ("Z");
      Expect_No_Base64 ("Zh");
      Expect_No_Base64 ("Zg==");
      Expect_No_Base64 ("Z/9v");
      --  RFC 4231, test case 6: a key longer than a block.
      Keys.Set ("# old ones" & ASCII.LF & "  " & Key & ASCII.CR & ASCII.LF);
      Assert
        (Base64.Encoded
           (Keys.Signature ("Test Using Larger Than Block-Size Key - Hash Key First"))
         = "YOQxWR7gtn8Niiaqy_W3f44LxiE3KMUUBUYEDw7jf1Q",
         "HMAC-SHA256 of RFC 4231");
   end Test_Standards;

   procedure Test_Life (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Done : Boolean;
   begin
      Keys.Set (First_Key);
      declare
         Token  : constant String := Tokens.Issued ("ann", Roles, 1_000, 1_900);
         Other  : constant String := Tokens.Issued ("ann", Roles, 1_000, 1_900);
         Claims : constant Tokens.Claims := Tokens.Verified (Token, 1_899);
      begin
         Assert (Claims.State = Tokens.Valid and then Claims.Subject = "ann", "valid");
         Assert (Kit.JSON.Same (Claims.Roles, Roles), "the roles");
         Assert (Token /= Other, "no two are the same");
         Expect (Token, 1_900, Tokens.Expired);
         Revocations.Revoke (Claims.Id, Claims.Expires, 1_500, Done);
         Assert (Done, "there is room");
         Expect (Token, 1_899, Tokens.Revoked);
         Expect (Other, 1_899, Tokens.Valid);
      end;
   end Test_Life;

   procedure Test_Rotation (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Keys.Set (First_Key);
      declare
         Old : constant String := Tokens.Issued ("ann", Roles, 0, 100);
      begin
         Keys.Set (Second_Key & ASCII.LF & First_Key);
         Expect (Old, 1, Tokens.Valid);
         declare
            Fresh : constant String := Tokens.Issued ("ann", Roles, 0, 100);
         begin
            Keys.Set (Second_Key);
            Expect (Fresh, 1, Tokens.Valid);
            Expect (Old, 1, Tokens.Not_Ours);
         end;
      end;
      Expect_Unusable ("");
      Expect_Unusable ("# " & First_Key);
      Expect_Unusable ("short");
      Expect_Unusable (First_Key & ASCII.LF & "short");
      Expect_Unusable (Ada.Strings.Fixed."*" (9, First_Key & ASCII.LF));
   end Test_Rotation;

   --  No change of a token leaves it valid, and none raises.
   procedure Test_Forged (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Claims : constant String := "{""sub"":""ann"",""roles"":5,""iat"":1,""exp"":9}";

      procedure Expect_Signed_Malformed (Content : String);

      procedure Expect_Signed_Malformed (Content : String) is
         Signed : constant String := "v1." & Base64.Encoded (Content);
      begin
         Expect
           (Signed & '.' & Base64.Encoded (Keys.Signature (Signed)), 1, Tokens.Malformed);
      end Expect_Signed_Malformed;

   begin
      Keys.Set (First_Key);
      declare
         Token   : constant String := Tokens.Issued ("ann", Roles, 1_000, 1_900);
         Changed : String := Token;
      begin
         for Index in Token'Range loop
            for Letter of String'("Aa0-_.=" & ASCII.NUL) loop
               if Letter /= Token (Index) then
                  Changed (Index) := Letter;
                  Assert
                    (Tokens.Verified (Changed, 1_500).State
                     in Tokens.Malformed | Tokens.Not_Ours,
                     "accepted with a change at" & Index'Image);
               end if;
            end loop;
            Changed (Index) := Token (Index);
            Assert
              (Tokens.Verified (Token (Token'First .. Index - 1), 1_500).State
               in Tokens.Malformed | Tokens.Not_Ours,
               "accepted, cut before" & Index'Image);
         end loop;
         Expect (Token & 'A', 1_500, Tokens.Not_Ours);
         Expect (Token, 1_500, Tokens.Valid);
      end;
      Expect ("v1." & Ada.Strings.Fixed."*" (5_000, 'a') & ".b", 1, Tokens.Malformed);
      Expect ("v1..", 1, Tokens.Malformed);
      Expect_Signed_Malformed (Claims);
      Expect_Signed_Malformed ("{}");
      Expect_Signed_Malformed ("[");
   end Test_Forged;

   procedure Test_Bound (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Done : Boolean := True;

      function Id (Number : Positive) return Revocations.Token_Id is
        (Ada.Strings.Fixed.Tail (Number'Image, Revocations.Id_Length, '-'));

      Room : constant Natural := Revocations.Capacity - Revocations.Count;
   begin
      for Number in 1 .. Room loop
         Revocations.Revoke (Id (Number), 50_000 + Long_Long_Integer (Number), 40_000, Done);
         exit when not Done;
      end loop;
      Assert (Done and then Revocations.Count = Revocations.Capacity, "full");
      --  The token of another test has expired by now: there is room for one.
      Revocations.Revoke (Id (20_000), 90_000, 40_000, Done);
      Revocations.Revoke (Id (20_001), 90_000, 40_000, Done);
      Assert (not Done, "no room while none has expired");
      Assert (Revocations.Count = Revocations.Capacity, "bounded");
      Assert (Revocations.Is_Revoked (Id (1)), "kept");
      Revocations.Revoke (Id (20_004), 90_000, 50_001, Done);
      Assert (Done and then not Revocations.Is_Revoked (Id (1)), "what expired made room");
      Revocations.Revoke (Id (2), 50_002, 50_001, Done);
      Assert (Done, "again is no more");
   end Test_Bound;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Standards'Access, "base64 and HMAC as the standards say");
      Register_Routine (Item, Test_Life'Access, "issued, expired, revoked");
      Register_Routine (Item, Test_Rotation'Access, "keys change");
      Register_Routine (Item, Test_Forged'Access, "forged");
      Register_Routine (Item, Test_Bound'Access, "revocations are bounded");
   end Register_Tests;

end Token_Tests;
