with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Drawing;
with IDL;
with Interface_Repository.Built_In;
with Interface_Repository.Describing;
with Interface_Repository.Model;
with Interface_Repository.Tokens;
with Kit.JSON.Printing;

package body Parsing_Properties is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Drawing;
   use Interface_Repository;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   LF : constant Character := ASCII.LF;

   --  Something of everything.
   Sample : constant String :=
     Built_In.Naming
     & "module m { const long k = (3 + 4) * 2 - 0x1F % 7;" & LF
     & "enum e { a, b }; union u switch (e) { case a: long x; default: string<k> y; };" & LF
     & "struct s; typedef sequence<s, 3> ss; struct s { ss t[2][k]; double d; };" & LF
     & "const string text = ""a\tb"" ""c""; const char c = '\x41'; /* comment */" & LF
     & "abstract interface i { readonly attribute any p; };" & LF
     & "interface j : i { oneway void f(in s q); exception z { boolean r; };" & LF
     & "wstring g(inout octet o, out Object v) raises (z); };" & LF
     & "#pragma version j 1.2" & LF & "}; // end" & LF;

   --  One piece of Text left out, doubled, or put elsewhere; or one character
   --  changed.
   function Mutated (Text : String) return String;

   function Words (Count : Natural) return String;

   --  Neither parsing nor describing what came of it raises anything but what
   --  it says, and every error has a place within the text.
   procedure Try (Text : String; Is_Valid : out Boolean);

   function Mutated (Text : String) return String is
      Whole : constant String (1 .. Text'Length) := Text;
      Signs : constant String :=
        "{}()[]<>;,:=+-*/%|^&~""'\#_ aZ09.x" & LF & ASCII.NUL & Character'Val (255);
      First : constant Positive := 1 + Draw (Whole'Length);
      Last  : constant Natural  := Integer'Min (Whole'Length, First + Draw (12));
      Place : constant Positive := 1 + Draw (Whole'Length);
      Piece : constant String := Whole (First .. Last);
   begin
      return
        (case Draw (4) is
            when 0 => Whole (1 .. First - 1) & Whole (Last + 1 .. Whole'Last),
            when 1 => Whole (1 .. Last) & Piece & Whole (Last + 1 .. Whole'Last),
            when 2 => Whole (1 .. Place) & Piece & Whole (Place + 1 .. Whole'Last),
            when others =>
               Whole (1 .. Place - 1) & Signs (1 + Draw (Signs'Length))
               & Whole (Place + 1 .. Whole'Last));
   end Mutated;

   function Words (Count : Natural) return String is
      List   : constant array (0 .. 23) of access constant String :=
        (new String'("module "), new String'("interface "), new String'("a "),
         new String'("b "), new String'("{"), new String'("}"), new String'(";"),
         new String'("struct "), new String'("union "), new String'("switch "),
         new String'("("), new String'(")"), new String'("case "), new String'("enum "),
         new String'("typedef "), new String'("sequence<"), new String'(">"),
         new String'("long "), new String'("const "), new String'("= 1"),
         new String'("::"), new String'(","), new String'(":"), new String'("string "));
      Result : Unbounded_String;
   begin
      for Nth in 1 .. Count loop
         Append (Result, List (Draw (List'Length)).all);
      end loop;
      return To_String (Result);
   end Words;

   procedure Try (Text : String; Is_Valid : out Boolean) is
      Size : Natural := 0;
   begin
      Is_Valid := False;
      declare
         Repo : constant Model.Repository := IDL.Parsed (Text);
      begin
         for Item in 1 .. Repo.Definitions.Last_Index loop
            Size := Size + Kit.JSON.Printing.Image (Describing.Full (Repo, Item))'Length;
         end loop;
         Is_Valid := Repo.Definitions.Is_Empty or else Size > 0;
      end;
   exception
      when Tokens.Invalid_IDL =>
         null;
   end Try;

   procedure Test_Sample (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Valid : Boolean;
   begin
      Try (Sample, Is_Valid);
      Assert (Is_Valid, "the sample is taken");
      --  Cut anywhere, it is refused or taken, and never more than that.
      for Last in Sample'Range loop
         if Last mod 3 = 0 then
            Try (Sample (1 .. Last), Is_Valid);
         end if;
      end loop;
   end Test_Sample;

   procedure Test_Mutations (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Valid : Boolean;
      Refused  : Natural := 0;

      procedure Change (Text : String; Times : Natural);

      procedure Change (Text : String; Times : Natural) is
      begin
         Try (Text, Is_Valid);
         Refused := Refused + (if Is_Valid then 0 else 1);
         if Times > 0 and then Text'Length > 20 then
            Change (Mutated (Text), Times - 1);
         end if;
      end Change;

   begin
      Start (1);
      for Round in 1 .. 300 loop
         Change (Sample, 4);
      end loop;
      Assert (Refused in 500 .. 1_200, "refused:" & Refused'Image);
   end Test_Mutations;

   procedure Test_Noise (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Valid : Boolean;
      Refused  : Natural := 0;
   begin
      Start (2);
      for Round in 1 .. 3_000 loop
         Try (Noise (1 + Draw (100)), Is_Valid);
         Refused := Refused + (if Is_Valid then 0 else 1);
         Try (Words (1 + Draw (60)), Is_Valid);
         Refused := Refused + (if Is_Valid then 0 else 1);
      end loop;
      Assert (Refused > 5_500, "refused:" & Refused'Image);
   end Test_Noise;

   --  However often something opens, there is an error and no more.
   procedure Test_Extremes (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Is_Valid : Boolean;

      procedure Repeat (Start, Part : String);

      procedure Repeat (Start, Part : String) is
         Text : Unbounded_String := To_Unbounded_String (Start);
      begin
         for Count in 1 .. 5_000 loop
            Append (Text, Part);
         end loop;
         Try (To_String (Text), Is_Valid);
         Assert (not Is_Valid, "taken: " & Start & Part);
      end Repeat;

   begin
      Repeat ("", "module m {");
      Repeat ("", "interface i {");
      Repeat ("typedef ", "sequence<");
      Repeat ("typedef ", "struct s {");
      Repeat ("", "union u switch (enum e {a}) { case a: ");
      Repeat ("typedef ", "union u switch (");
      Repeat ("const long x = ", "(");
      Repeat ("const long x = ", "-");
      Repeat ("const long x = 1", "+1 <<");
      Repeat ("typedef ", "::a");
      Repeat ("typedef long x", "[1]");
      Repeat ("", "/*");
      Repeat ("", "#pragma prefix ""a""");
   end Test_Extremes;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Sample'Access, "a sample cut anywhere");
      Register_Routine (Item, Test_Mutations'Access, "mutations raise nothing else");
      Register_Routine (Item, Test_Noise'Access, "noise raises nothing else");
      Register_Routine (Item, Test_Extremes'Access, "depth is bounded");
   end Register_Tests;

end Parsing_Properties;
