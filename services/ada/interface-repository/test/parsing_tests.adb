with Ada.Strings.Fixed;
with AUnit.Assertions;
with IDL;
with Interface_Repository.Built_In;
with Interface_Repository.Model;
with Interface_Repository.Parsing;
with Interface_Repository.Tokens;

package body Parsing_Tests is

   use Ada.Strings.Fixed;
   use AUnit.Assertions;
   use Interface_Repository;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   LF : constant Character := ASCII.LF;

   procedure Test_Types (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      IDL.Expect
        ("struct S { long a, b[2][3]; string<5> c; sequence<sequence<short>, 4> d; };", "S",
         "[{""name"":""a"",""type"":""long""},{""name"":""b"",""type"":""long[3][2]""},"
         & "{""name"":""c"",""type"":""string<5>""},"
         & "{""name"":""d"",""type"":""sequence<sequence<short>, 4>""}]");
      IDL.Expect
        ("typedef unsigned long long A; typedef A B, C[2];", "C", """type"":""::A[2]""");
      IDL.Expect
        ("enum Colour { red, green }; union U switch (Colour)"
         & "{ case red: case ::green: any x; default: Object y; };", "U",
         """discriminator"":""::Colour"",""members"":[{""name"":""x"","
         & """labels"":[""red"",""green""],""type"":""any""},"
         & "{""name"":""y"",""labels"":[""default""],""type"":""Object""}]");
      IDL.Expect
        ("module M { typedef struct Inner { octet o; } Alias; };", "M::Alias", "::M::Inner");
      IDL.Expect
        ("struct Node; typedef sequence<Node> Nodes; struct Node { Nodes below; };", "Node",
         "{""name"":""below"",""type"":""::Nodes""}");
      IDL.Expect
        ("exception None {}; exception E { long double x; wchar y; wstring z; };", "E",
         "long double");
   end Test_Types;

   procedure Test_Words (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      IDL.Expect ("struct _struct { long _in; };", "struct", """name"":""in""");
      IDL.Expect
        ("/* a */ // b" & LF & "const string s = ""a\n"" ""\x41\102\\"";//end", "s",
         """value"":""a\nAB\\""");
      IDL.Expect_Error ("struct Struct { long x; };", 1, 8, "expected a name, found Struct");
      IDL.Expect_Error ("module A {};" & LF & "  module a {};", 2, 10, "defined in this scope");
      IDL.Expect_Error
        ("typedef long T; typedef t U;", 1, 25, "t is spelled T where it is defined");
   end Test_Words;

   procedure Test_Errors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      IDL.Expect_Error ("module", 1, 7, "expected a name, found the end");
      IDL.Expect_Error ("module A {" & LF & "};" & LF & "}", 3, 1, "expected a definition");
      IDL.Expect_Error ("module A {}", 1, 12, "expected ;, found the end");
      IDL.Expect_Error ("typedef X Y;", 1, 9, "X is not defined");
      IDL.Expect_Error ("typedef long L; typedef L::M N;", 1, 28, "M is not defined");
      IDL.Expect_Error ("typedef sequence<long L;", 1, 23, "expected >, found L");
      IDL.Expect_Error ("struct S { S again; };", 1, 12, "S is not complete here");
      IDL.Expect_Error ("struct S {};", 1, 11, "at least one member");
      IDL.Expect_Error ("struct S;", 1, 10, "S is declared, but not defined");
      IDL.Expect_Error ("struct S { long a; short A; };", 1, 26, "A is a member already");
      IDL.Expect_Error ("typedef fixed<3,2> F;", 1, 9, "found fixed");
      IDL.Expect_Error ("valuetype V {};", 1, 1, "expected a definition, found valuetype");
      IDL.Expect_Error ("#include <orb.idl>", 1, 1, "no directive but #pragma");
      IDL.Expect_Error ("/* forever", 1, 1, "a comment that does not end");
      IDL.Expect_Error ("const string s = ""open", 1, 18, "without its closing quote");
      IDL.Expect_Error ("union U switch (float) { case 1: long x; };", 1, 17, "is switched by");
      IDL.Expect_Error
        ("union U switch (long) { case 1: long x; case 1: long y; };", 1, 46, "there already");
      IDL.Expect_Error ("const long @ = 1;", 1, 12, "unexpected @");
      IDL.Expect_Error ("typedef long A[0];", 1, 16, "a size is an integer in 1");
   end Test_Errors;

   procedure Test_Limits (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      --  600 members, 7 characters each.
      function Many_Members return String;

      function Many_Members return String is
         Names : String (1 .. 600 * 7);
      begin
         for Nth in 0 .. 599 loop
            Names (Nth * 7 + 1 .. Nth * 7 + 7) :=
              ", m" & Tail (Trim (Nth'Image, Ada.Strings.Both), 4, '0');
         end loop;
         return "struct S { long m" & Names & "; };";
      end Many_Members;

   begin
      IDL.Expect_Error
        (50 * "module M {", 1, 411, "nested deeper than 40 levels");
      IDL.Expect_Error
        ("typedef " & 50 * "sequence<", 1, 377, "nested deeper than 40 levels");
      IDL.Expect_Error ("const long x = " & 50 * "(", 1, 56, "nested deeper than 40 levels");
      IDL.Expect_Error ("module " & 101 * "m" & " {};", 1, 8, "at most 100 characters");
      IDL.Expect_Error (Many_Members, 1, 3_597, "more than 512 members");
      IDL.Expect_Error
        ((Tokens.Max_Source_Bytes + 1) * " ", 1, 1, "at most 262144 bytes");
   end Test_Limits;

   --  More than the repository can hold; and what was there is there still.
   procedure Test_Full (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Repo  : Model.Repository := IDL.Parsed ("typedef long First;");
      Added : Model.Index_Vectors.Vector;
      Names : String (1 .. 6_000 * 7);
   begin
      for Nth in 0 .. 5_999 loop
         Names (Nth * 7 + 1 .. Nth * 7 + 7) :=
           ",e" & Tail (Ada.Strings.Fixed.Trim (Nth'Image, Ada.Strings.Both), 5, '0');
      end loop;
      begin
         Parsing.Parse ("enum E { x" & Names & "};", Repo, Added);
         Assert (False, "taken");
      exception
         when Model.Full =>
            Assert (Natural (Repo.Definitions.Length) = 1, "nothing of it was taken");
            Assert (Model.Find_Absolute (Repo, "First") = 1, "what was there is there");
      end;
   end Test_Full;

   procedure Test_Built_In (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Repo  : Model.Repository := IDL.Parsed (Built_In.Polyorb);
      Added : Model.Index_Vectors.Vector;
   begin
      Parsing.Parse (Built_In.Naming, Repo, Added);
      Assert (Model.Find_Id (Repo, "IDL:polyorb/Echo:1.0") /= 0, "Echo");
      Assert
        (Model.Find_Id (Repo, "IDL:polyorb/Calculator/DivisionByZero:1.0") /= 0,
         "its exceptions");
      Assert
        (Model.Find_Id (Repo, "IDL:omg.org/CosNaming/NamingContext/NotFound:1.0") /= 0,
         "CosNaming");
   end Test_Built_In;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Types'Access, "types");
      Register_Routine (Item, Test_Words'Access, "words");
      Register_Routine (Item, Test_Errors'Access, "errors");
      Register_Routine (Item, Test_Limits'Access, "limits");
      Register_Routine (Item, Test_Full'Access, "a full repository");
      Register_Routine (Item, Test_Built_In'Access, "what is there from the start");
   end Register_Tests;

end Parsing_Tests;
