with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.Fields;
with Kit.HTTP;
with Kit.Routes;

package body Routes_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use all type Kit.Routes.Outcomes;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Nothing
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is null;

   Table : Kit.Routes.Table;

   --  The pattern that answers, or the outcome in other cases; Key is the
   --  parameter of that name.
   function Found
     (Method, Path : String; Key : out Unbounded_String) return String;

   function Found
     (Method, Path : String; Key : out Unbounded_String) return String
   is
      Request : Kit.HTTP.Request;
      Result  : Kit.Routes.Match;
   begin
      Request.Method := To_Unbounded_String (Method);
      Request.Path   := To_Unbounded_String (Path);
      Kit.Routes.Find (Table, Request, Result);
      Key := To_Unbounded_String (Kit.Fields.Value (Request.Parameters, "key", "-"));
      return
        (case Result.Outcome is
            when Found     => Kit.Routes.Pattern_Of (Table, Result.Index),
            when No_Method => "allows " & To_String (Result.Allowed),
            when No_Path   => "nothing");
   end Found;

   procedure Expect (Method, Path, Answer : String; Key : String := "-");

   procedure Expect (Method, Path, Answer : String; Key : String := "-") is
      Got_Key : Unbounded_String;
      Got     : constant String := Found (Method, Path, Got_Key);
   begin
      Assert (Got = Answer, Method & ' ' & Path & " gives " & Got);
      Assert (Got_Key = Key, Method & ' ' & Path & " has key " & To_String (Got_Key));
   end Expect;

   procedure Test_Finding (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Kit.Routes.Add (Table, "GET", "/", Nothing'Access);
      Kit.Routes.Add (Table, "GET", "/v1/things", Nothing'Access);
      Kit.Routes.Add (Table, "POST", "/v1/things", Nothing'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/things/{key}", Nothing'Access);
      Kit.Routes.Add (Table, "POST", "/v1/things/{key}/do", Nothing'Access);
      Expect ("GET", "/", "/");
      Expect ("GET", "/v1/things", "/v1/things");
      Expect ("HEAD", "/v1/things", "/v1/things");
      Expect ("PUT", "/v1/things", "allows GET, POST");
      Expect ("DELETE", "/v1/things/a", "/v1/things/{key}", "a");
      Expect ("DELETE", "/v1/things/a%2Fb%20c", "/v1/things/{key}", "a/b c");
      Expect ("DELETE", "/v1/things/", "nothing");
      Expect ("POST", "/v1/things/a/do", "/v1/things/{key}/do", "a");
      Expect ("POST", "/v1/things/a/do/", "nothing");
      Expect ("POST", "/v1/things/a/do/more", "nothing");
      Expect ("GET", "/v1", "nothing");
      Expect ("GET", "/v1/things/", "nothing");
      Expect ("GET", "//", "nothing");
   end Test_Finding;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Finding'Access, "which route answers");
   end Register_Tests;

end Routes_Tests;
