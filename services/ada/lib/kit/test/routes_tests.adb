with Ada.Exceptions;
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

   procedure Expect_Refusal (Path, Reason : String);

   procedure Expect_Refusal (Path, Reason : String) is
      Ignored : Unbounded_String;
   begin
      Assert (Found ("DELETE", Path, Ignored) = "", Path & " is taken");
   exception
      when Error : Kit.HTTP.Refusal =>
         Assert
           (Ada.Exceptions.Exception_Message (Error) = "400 " & Reason
            and then Kit.HTTP.Refused_Reason (Ada.Exceptions.Exception_Message (Error)) = Reason,
            Path & ": " & Ada.Exceptions.Exception_Message (Error));
   end Expect_Refusal;

   --  A line feed would end the value in Kit.Fields.
   procedure Test_Control_Characters (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Letters : constant String := "0123456789ABCDEF";
   begin
      for High in 1 .. 2 loop
         for Low of Letters loop
            Expect_Refusal
              ("/v1/things/a%" & Letters (High) & Low & 'b', "control character in the URL");
         end loop;
      end loop;
      Expect_Refusal ("/v1/things/%7f", "control character in the URL");
      Expect_Refusal ("/v1/things/a%0", "broken percent-encoding in the URL");
      Expect ("DELETE", "/v1/things/a%20b%C2%80", "/v1/things/{key}",
              "a b" & Character'Val (16#C2#) & Character'Val (16#80#));
   end Test_Control_Characters;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Finding'Access, "which route answers");
      Register_Routine
        (Item, Test_Control_Characters'Access, "control characters in a path are refused");
   end Register_Tests;

end Routes_Tests;
