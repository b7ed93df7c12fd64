with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Expecting.Refusals;
with Kit.Fields;
with Kit.HTTP;
with Kit.JSON.Parsing;
with Kit.Requests;

package body Requests_Tests is

   use AUnit.Assertions;
   use Expecting.Refusals;
   use Kit.Requests;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   function Asked (Content : String) return Kit.HTTP.Request is
     (Content => Ada.Strings.Unbounded.To_Unbounded_String (Content), others => <>);

   procedure Test_Content (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Read_Array;

      procedure Read_Array is
      begin
         Assert (Kit.JSON.Length (Object_Content (Asked ("[1]"))) < 0, "an array is taken");
      end Read_Array;

   begin
      Assert (Kit.JSON.Has (Object_Content (Asked ("{""a"":1}")), "a"), "an object");
      Expect_Refusal (Read_Array'Access, "400");
   end Test_Content;

   procedure Test_Members (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Content : constant Kit.JSON.Value :=
        Kit.JSON.Parsing.Parse ("{""t"":""abc"",""b"":true,""n"":null,""i"":1}");

      procedure Need_Missing;
      procedure Need_Number;
      procedure Need_Shorter;
      procedure Choose_Number;
      procedure Choose_Text;

      procedure Need_Missing is
      begin
         Assert (Needed_Text (Content, "x") = "", "missing is taken");
      end Need_Missing;

      procedure Need_Number is
      begin
         Assert (Needed_Text (Content, "i") = "", "a number is taken");
      end Need_Number;

      procedure Need_Shorter is
      begin
         Assert (Needed_Text (Content, "t", Max_Octets => 2) = "", "too long is taken");
      end Need_Shorter;

      procedure Choose_Number is
      begin
         Assert (Optional_Boolean (Content, "i", True), "a number is taken");
      end Choose_Number;

      procedure Choose_Text is
      begin
         Assert (Optional_Text (Content, "b") = "", "a boolean is taken");
      end Choose_Text;

   begin
      Assert (Needed_Text (Content, "t") = "abc", "a text");
      Assert (Needed_Text (Content, "t", Max_Octets => 3) = "abc", "not too long");
      Assert (Optional_Text (Content, "x") = "", "none");
      Assert (Optional_Text (Content, "t") = "abc", "one");
      Assert (Optional_Boolean (Content, "b", Default => False), "a boolean");
      Assert (Optional_Boolean (Content, "n", Default => True), "null is the default");
      Assert (not Optional_Boolean (Content, "x", Default => False), "missing is the default");
      Expect_Refusal (Need_Missing'Access, "400");
      Expect_Refusal (Need_Number'Access, "400");
      Expect_Refusal (Need_Shorter'Access, "400");
      Expect_Refusal (Choose_Number'Access, "400");
      Expect_Refusal (Choose_Text'Access, "400");
   end Test_Members;

   procedure Test_Query (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Request : Kit.HTTP.Request;

      procedure Read (Name : String);
      procedure Read_Large;
      procedure Read_Long;
      procedure Read_Signed;
      procedure Read_Empty;

      procedure Read (Name : String) is
      begin
         Assert (Query_Number (Request, Name, 1, 100, Default => 7) < 0, Name & " is taken");
      end Read;

      procedure Read_Large is
      begin
         Read ("large");
      end Read_Large;

      procedure Read_Long is
      begin
         Read ("long");
      end Read_Long;

      procedure Read_Signed is
      begin
         Read ("signed");
      end Read_Signed;

      procedure Read_Empty is
      begin
         Read ("empty");
      end Read_Empty;

   begin
      Kit.Fields.Add (Request.Query, "most", "100");
      Kit.Fields.Add (Request.Query, "large", "101");
      Kit.Fields.Add (Request.Query, "long", "0000001");
      Kit.Fields.Add (Request.Query, "signed", "+1");
      Kit.Fields.Add (Request.Query, "empty", "");
      Kit.Fields.Add (Request.Parameters, "id", "c1");
      Assert (Query_Number (Request, "most", 1, 100, Default => 7) = 100, "the most");
      Assert (Query_Number (Request, "none", 1, 100, Default => 7) = 7, "the default");
      Expect_Refusal (Read_Large'Access, "400");
      Expect_Refusal (Read_Long'Access, "400");
      Expect_Refusal (Read_Signed'Access, "400");
      Expect_Refusal (Read_Empty'Access, "400");
      Assert (Part (Request, "id") = "c1" and then Part (Request, "x") = "", "of the path");
   end Test_Query;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Content'Access, "content");
      Register_Routine (Item, Test_Members'Access, "members");
      Register_Routine (Item, Test_Query'Access, "query and path");
   end Register_Tests;

end Requests_Tests;
