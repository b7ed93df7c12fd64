with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with IDL;
with Interface_Repository.Describing;
with Interface_Repository.Model;
with Kit.JSON;

package body Interfaces_Tests is

   use AUnit.Assertions;
   use Interface_Repository;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Test_Operations (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      IDL.Expect
        ("interface I { exception E {}; long f(in long a, out any b, inout string c)"
         & " raises (E); };", "I::f",
         """mode"":""normal"",""result"":""long"",""parameters"":["
         & "{""name"":""a"",""mode"":""in"",""type"":""long""},"
         & "{""name"":""b"",""mode"":""out"",""type"":""any""},"
         & "{""name"":""c"",""mode"":""inout"",""type"":""string""}],"
         & """exceptions"":[""IDL:I/E:1.0""]");
      IDL.Expect ("interface I { oneway void f(in I i); };", "I::f", """mode"":""oneway""");
      IDL.Expect
        ("interface I { readonly attribute long a, b; attribute I c; };", "I::b",
         """mode"":""readonly"",""type"":""long""");
      IDL.Expect ("abstract interface A {}; local interface L : A {};", "L",
                  """isAbstract"":false,""isLocal"":true,""bases"":[""IDL:A:1.0""]");
   end Test_Operations;

   procedure Test_Inheritance (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Repo : constant Model.Repository := IDL.Parsed
        ("interface A { typedef long T; void a(); }; interface B : A { T b(); };"
         & "interface C : A { attribute T c; }; interface D : B, C { T d(in T t); };"
         & "interface E {};");

      function At_Name (Name : String) return Model.Index is
        (Model.Find_Absolute (Repo, Name));

      Full : constant Kit.JSON.Value := Describing.Full_Interface (Repo, At_Name ("D"));
   begin
      Assert (Model.Is_A (Repo, At_Name ("D"), At_Name ("A")), "D is an A");
      Assert (Model.Is_A (Repo, At_Name ("D"), At_Name ("D")), "D is a D");
      Assert (not Model.Is_A (Repo, At_Name ("A"), At_Name ("D")), "A is no D");
      Assert (not Model.Is_A (Repo, At_Name ("D"), At_Name ("E")), "D is no E");
      Assert (Kit.JSON.Length (Kit.JSON.Get (Full, "operations")) = 3, "d, b and a, once");
      Assert (Kit.JSON.Length (Kit.JSON.Get (Full, "attributes")) = 1, "c");
      Assert (Kit.JSON.Length (Kit.JSON.Get (Full, "inherits")) = 3, "B, A, C");
   end Test_Inheritance;

   procedure Test_Errors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      IDL.Expect_Error ("interface A : A {};", 1, 15, "A is declared, but not defined");
      IDL.Expect_Error ("interface A; interface B : A {};", 1, 28, "but not defined");
      IDL.Expect_Error ("struct S { long x; }; interface B : S {};", 1, 37, "no interface");
      IDL.Expect_Error ("interface A {}; interface B : A, A {};", 1, 34, "a base already");
      IDL.Expect_Error
        ("interface A { void f(); }; interface B : A { void F(); };", 1, 51,
         "F is inherited already");
      IDL.Expect_Error
        ("interface A { void f(); }; interface B { void f(); }; interface C : A, B {};", 1, 72,
         "f is inherited from two interfaces");
      IDL.Expect_Error
        ("interface A { typedef long T; }; interface B { typedef long T; };"
         & "interface C : A, B { T x(); };", 1, 87, "T is inherited from two interfaces");
      IDL.Expect_Error ("interface A { oneway long f(); };", 1, 27, "oneway operation is void");
      IDL.Expect_Error ("interface A { void f(long x); };", 1, 22, "expected in, out or inout");
      IDL.Expect_Error
        ("interface A { void f(in long x, in long X); };", 1, 41, "X is a parameter already");
      IDL.Expect_Error
        ("interface A { void f() raises (A); };", 1, 32, "A is no exception");
      IDL.Expect_Error
        ("interface A { void f(in struct S { long x; } s); };", 1, 25, "cannot be defined here");
      IDL.Expect_Error
        ("local interface L {}; interface A : L {};", 1, 37, "only a local interface");
      IDL.Expect_Error
        ("interface A; local interface A {};", 1, 30, "declared as another kind");
      IDL.Expect_Error ("interface A {}; interface A {};", 1, 27, "defined in this scope");
   end Test_Errors;

   --  Each inherits the two before: as many paths as Fibonacci's numbers, and
   --  yet it takes no time.
   procedure Test_Many_Paths (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Ada.Strings.Unbounded;
      Text : Unbounded_String := To_Unbounded_String ("interface I1 {}; interface I2 : I1 {};");

      function Name (Nth : Positive) return String is
        ("I" & Ada.Strings.Fixed.Trim (Nth'Image, Ada.Strings.Left));
   begin
      for Nth in 3 .. 60 loop
         Append
           (Text,
            "interface " & Name (Nth) & " : " & Name (Nth - 1) & ", " & Name (Nth - 2) & "{};");
      end loop;
      declare
         Repo : constant Model.Repository := IDL.Parsed (To_String (Text));
      begin
         Assert
           (Model.Is_A
              (Repo, Model.Find_Absolute (Repo, "I60"), Model.Find_Absolute (Repo, "I1")),
            "from the last to the first");
      end;
   end Test_Many_Paths;

   procedure Test_Many_Ancestors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Ada.Strings.Unbounded;
      Text : Unbounded_String := To_Unbounded_String ("interface I1 {};");

      function Name (Nth : Positive) return String is
        ("I" & Ada.Strings.Fixed.Trim (Nth'Image, Ada.Strings.Left));
   begin
      for Nth in 2 .. 66 loop
         Append
           (Text,
            ASCII.LF & "interface " & Name (Nth) & " : " & Name (Nth - 1) & "{};");
      end loop;
      IDL.Expect_Error (To_String (Text), 66, 17, "inherits at most 64 others");
   end Test_Many_Ancestors;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Operations'Access, "operations and attributes");
      Register_Routine (Item, Test_Inheritance'Access, "inheritance");
      Register_Routine (Item, Test_Errors'Access, "errors");
      Register_Routine (Item, Test_Many_Paths'Access, "many paths to a base");
      Register_Routine (Item, Test_Many_Ancestors'Access, "many ancestors");
   end Register_Tests;

end Interfaces_Tests;
