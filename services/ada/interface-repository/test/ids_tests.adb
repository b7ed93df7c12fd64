with Ada.Strings.Unbounded;
with AUnit.Assertions;
with IDL;
with Interface_Repository.Model;
with Interface_Repository.Parsing;

package body Ids_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Interface_Repository;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   LF : constant Character := ASCII.LF;

   --  The example of CORBA 3.3, part 1, 14.7.5.
   Example : constant String :=
     "module M1 {" & LF
     & "  typedef long T1;" & LF
     & "  typedef long T2;" & LF
     & "  #pragma ID T2 ""DCE:d62207a2-011e-11ce-88b4-0800090b5d3e:3""" & LF
     & "};" & LF
     & "#pragma prefix ""P1""" & LF
     & "module M2 {" & LF
     & "  module M3 {" & LF
     & "    #pragma prefix ""P2""" & LF
     & "    typedef long T3;" & LF
     & "  };" & LF
     & "  typedef long T4;" & LF
     & "  #pragma version T4 2.4" & LF
     & "};" & LF
     & "#pragma something else" & LF;

   procedure Expect_Id (Repo : Model.Repository; Name, Id, Version : String);

   procedure Expect_Id (Repo : Model.Repository; Name, Id, Version : String) is
      Item : constant Model.Optional_Index := Model.Find_Absolute (Repo, Name);
   begin
      Assert (Item /= 0, Name & " is not there");
      Assert
        (Repo.Definitions (Item).Id = Id,
         Name & " has the id " & To_String (Repo.Definitions (Item).Id));
      Assert (Repo.Definitions (Item).Version = Version, Name & " has another version");
      Assert (Model.Find_Id (Repo, Id) = Item, Id & " leads elsewhere");
   end Expect_Id;

   procedure Test_Example (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Repo : constant Model.Repository := IDL.Parsed (Example);
   begin
      Expect_Id (Repo, "M1", "IDL:M1:1.0", "1.0");
      Expect_Id (Repo, "M1::T1", "IDL:M1/T1:1.0", "1.0");
      Expect_Id (Repo, "M1::T2", "DCE:d62207a2-011e-11ce-88b4-0800090b5d3e:3", "3");
      Expect_Id (Repo, "M2", "IDL:P1/M2:1.0", "1.0");
      Expect_Id (Repo, "M2::M3", "IDL:P1/M2/M3:1.0", "1.0");
      Expect_Id (Repo, "M2::M3::T3", "IDL:P2/T3:1.0", "1.0");
      Expect_Id (Repo, "M2::T4", "IDL:P1/M2/T4:2.4", "2.4");
      Assert (Model.Find_Id (Repo, "IDL:P1/M2/T4:1.0") = 0, "the former id leads nowhere");
   end Test_Example;

   procedure Test_Errors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      IDL.Expect_Error
        ("interface A {};" & LF & "#pragma ID A ""IDL:A:1.1""" & LF
         & "#pragma ID A ""IDL:X:1.1""",
         3, 1, "A has another id already");
      IDL.Expect_Error ("#pragma ID B ""IDL:B:1.0""", 1, 1, "not defined: B");
      IDL.Expect_Error ("interface A {};" & LF & "#pragma ID A A", 2, 1, "quoted text");
      IDL.Expect_Error ("interface A {};" & LF & "#pragma ID A ""A""", 2, 1, "format:text");
      IDL.Expect_Error ("interface A {};" & LF & "#pragma version A x", 2, 1, "like 1.2");
      IDL.Expect_Error
        ("interface A {}; interface B {};" & LF & "#pragma ID B ""IDL:A:1.0""", 2, 1,
         "the id of another definition");
      IDL.Expect_Error ("#pragma prefix ""/x""", 1, 1, "a prefix is like omg.org");
      IDL.Expect_Error ("module A {}; #pragma prefix ""x""", 1, 14, "begins its line");
      IDL.Expect_Error
        ("module M {};" & LF & "#pragma prefix ""B""" & LF & "module M {};", 3, 8,
         "the module M has another id already");
   end Test_Errors;

   --  The same id a second time is no error, and a module may be opened again
   --  by a later text.
   procedure Test_Again (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Repo  : Model.Repository := IDL.Parsed
        ("module M { interface B; typedef long T; };" & LF
         & "#pragma ID M::T ""IDL:t:1.0""" & LF & "#pragma ID ::M::T ""IDL:t:1.0""" & LF);
      Added : Model.Index_Vectors.Vector;
   begin
      Parsing.Parse ("module M { interface B {}; interface C : B {}; };", Repo, Added);
      Assert (Natural (Added.Length) = 1, "C alone is new");
      Expect_Id (Repo, "M::C", "IDL:M/C:1.0", "1.0");
      Assert (not Repo.Definitions (Model.Find_Absolute (Repo, "M::B")).Is_Forward, "B");
   end Test_Again;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Example'Access, "the example of the specification");
      Register_Routine (Item, Test_Errors'Access, "errors");
      Register_Routine (Item, Test_Again'Access, "again");
   end Register_Tests;

end Ids_Tests;
