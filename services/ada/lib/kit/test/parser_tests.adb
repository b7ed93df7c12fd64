with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.Fields;
with Kit.HTTP.Parser;

package body Parser_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Kit.HTTP.Parser;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   NL : constant String := ASCII.CR & ASCII.LF;

   type Step_List is array (Positive range <>) of Positive;

   --  Feeds Text in pieces of Step bytes.
   procedure Feed_All (Into : in out Instance; Text : String; Step : Positive);

   procedure Expect_Failure (Text : String; Status : Positive);

   procedure Feed_All (Into : in out Instance; Text : String; Step : Positive) is
      First : Positive := Text'First;
      Used  : Natural;
   begin
      while First <= Text'Last and then Phase (Into) not in Complete | Failed loop
         Feed (Into, Text (First .. Natural'Min (First + Step - 1, Text'Last)), Used);
         First := First + Used;
      end loop;
   end Feed_All;

   procedure Expect_Failure (Text : String; Status : Positive) is
   begin
      for Step of Step_List'(1, 7, 100_000) loop
         declare
            Into : Instance;
         begin
            Feed_All (Into, Text, Step);
            Assert (Phase (Into) = Failed, "accepted: " & Text & " " & Phase (Into)'Image);
            Assert
              (Failure_Status (Into) = Status,
               Text & " gives" & Failure_Status (Into)'Image & ", " & Failure_Reason (Into));
            Assert (Failure_Reason (Into) /= "", "a reason is given");
         end;
      end loop;
   end Expect_Failure;

   procedure Test_Request (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Text : constant String :=
        "POST /a/b?x=1&y=a%20b+c&flag HTTP/1.1" & NL & "Host: h" & NL
        & "X-Thing:  two  words " & NL & "Content-Length: 5" & NL & NL & "hello";
   begin
      for Step in 1 .. Text'Length loop
         declare
            Into : Instance;
         begin
            Feed_All (Into, Text, Step);
            Assert (Phase (Into) = Complete, "complete with step" & Step'Image);
            Assert (Message (Into).Method = "POST", "method");
            Assert (Message (Into).Path = "/a/b", "path");
            Assert (Kit.Fields.Value (Message (Into).Query, "y") = "a b c", "query");
            Assert (Kit.Fields.Has (Message (Into).Query, "flag"), "a query name alone");
            Assert
              (Kit.Fields.Value (Message (Into).Headers, "x-thing") = "two  words", "header");
            Assert (Message (Into).Content = "hello", "content");
            Assert (Keeps_Alive (Into), "HTTP/1.1 keeps the connection");
         end;
      end loop;
   end Test_Request;

   procedure Test_Chunked (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Text : constant String :=
        "POST / HTTP/1.1" & NL & "Host: h" & NL & "Transfer-Encoding: chunked" & NL & NL
        & "5;ext=1" & NL & "hello" & NL & "A" & NL & " big world" & NL & "0" & NL
        & "Trailer: x" & NL & NL;
   begin
      for Step in 1 .. Text'Length loop
         declare
            Into : Instance;
         begin
            Feed_All (Into, Text, Step);
            Assert (Phase (Into) = Complete, "complete with step" & Step'Image);
            Assert (Message (Into).Content = "hello big world", "content");
         end;
      end loop;
   end Test_Chunked;

   procedure Test_Pipelined (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      One  : constant String := "GET /1 HTTP/1.1" & NL & "Host: h" & NL & NL;
      Two  : constant String := "GET /2 HTTP/1.0" & NL & NL;
      Into : Instance;
      Used : Natural;
   begin
      Feed (Into, One & Two, Used);
      Assert (Used = One'Length, "stops at the end of the first");
      Assert (Message (Into).Path = "/1", "first");
      Reset (Into);
      Feed (Into, Two, Used);
      Assert (Message (Into).Path = "/2", "second");
      Assert (not Keeps_Alive (Into), "HTTP/1.0 does not keep the connection");
   end Test_Pipelined;

   procedure Test_Keep_Alive (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      function Kept (Version, Connection : String) return Boolean;

      function Kept (Version, Connection : String) return Boolean is
         Into : Instance;
      begin
         Feed_All
           (Into,
            "GET / HTTP/" & Version & NL & "Host: h" & NL & "Connection: " & Connection
            & NL & NL, 1_000);
         Assert (Phase (Into) = Complete, "complete");
         return Keeps_Alive (Into);
      end Kept;

   begin
      Assert (not Kept ("1.1", "close"), "1.1 and close");
      Assert (not Kept ("1.1", "foo, Close"), "1.1 and close in a list");
      Assert (Kept ("1.0", "keep-alive"), "1.0 and keep-alive");
      Assert (Kept ("1.1", "upgrade"), "1.1 and something else");
   end Test_Keep_Alive;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Host : constant String := "Host: h" & NL;
      Long : constant String (1 .. 20_000) := (others => 'a');
   begin
      Expect_Failure ("GET" & NL, 400);
      Expect_Failure ("GET / HTTP/1.1 x" & NL, 400);
      Expect_Failure ("GET / FTP/1.1" & NL, 400);
      Expect_Failure ("GET / HTTP/2.0" & NL, 505);
      Expect_Failure ("G@T / HTTP/1.1" & NL, 400);
      Expect_Failure ("GET http://x/ HTTP/1.1" & NL, 400);
      Expect_Failure ("GET /?a=%zz HTTP/1.1" & NL, 400);
      Expect_Failure ("GET /?a=b%0Ac:d HTTP/1.1" & NL, 400);
      Expect_Failure ("GET /?a%0D=b HTTP/1.1" & NL, 400);
      Expect_Failure ("GET / HTTP/1.1" & ASCII.LF, 400);
      Expect_Failure ("GET / HTTP/1.1" & NL & NL, 400);
      Expect_Failure ("GET / HTTP/1.1" & NL & Host & Host & NL, 400);
      Expect_Failure ("GET / HTTP/1.1" & NL & Host & "no colon" & NL, 400);
      Expect_Failure ("GET / HTTP/1.1" & NL & Host & "a b: c" & NL, 400);
      Expect_Failure ("GET / HTTP/1.1" & NL & Host & "a: b" & ASCII.NUL & NL, 400);
      Expect_Failure ("GET /" & Long & " HTTP/1.1" & NL, 414);
      Expect_Failure ("GET / HTTP/1.1" & NL & Host & "a: " & Long & NL, 431);
      Expect_Failure ("POST / HTTP/1.1" & NL & Host & "Content-Length: x" & NL, 400);
      Expect_Failure ("POST / HTTP/1.1" & NL & Host & "Content-Length: -1" & NL, 400);
      Expect_Failure
        ("POST / HTTP/1.1" & NL & Host & "Content-Length: 1" & NL & "Content-Length: 2" & NL,
         400);
      Expect_Failure ("POST / HTTP/1.1" & NL & Host & "Transfer-Encoding: gzip" & NL, 501);
      Expect_Failure
        ("POST / HTTP/1.1" & NL & Host & "Transfer-Encoding: chunked" & NL
         & "Content-Length: 1" & NL & NL, 400);
      Expect_Failure
        ("POST / HTTP/1.1" & NL & Host & "Transfer-Encoding: chunked" & NL & NL & "zz" & NL,
         400);
      Expect_Failure
        ("POST / HTTP/1.1" & NL & Host & "Transfer-Encoding: chunked" & NL & NL
         & "1" & NL & "ab" & NL, 400);
      Expect_Failure ("GET / HTTP/1.1" & NL & Host & "Expect: magic" & NL, 417);
   end Test_Malformed;

   procedure Test_Limits (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Head : constant String := "POST / HTTP/1.1" & NL & "Host: h" & NL;
      Many : Unbounded_String := To_Unbounded_String ("GET / HTTP/1.1" & NL);

      procedure Expect_413 (Text : String);

      procedure Expect_413 (Text : String) is
         Into : Instance;
      begin
         Set_Limits (Into, (Content => 10, others => <>));
         Feed_All (Into, Text, 3);
         Assert (Phase (Into) = Failed and then Failure_Status (Into) = 413, "too large");
      end Expect_413;

   begin
      Expect_413 (Head & "Content-Length: 11" & NL & NL);
      Expect_413 (Head & "Content-Length: 999999999999999999" & NL & NL);
      Expect_413 (Head & "Transfer-Encoding: chunked" & NL & NL & "B" & NL);
      Expect_413
        (Head & "Transfer-Encoding: chunked" & NL & NL & "6" & NL & "abcdef" & NL & "5" & NL);
      Expect_413 (Head & "Transfer-Encoding: chunked" & NL & NL & "fffffffffff" & NL);
      for Count in 1 .. 101 loop
         Append (Many, "a: b" & NL);
      end loop;
      Expect_Failure (To_String (Many), 431);
   end Test_Limits;

   procedure Test_Expectation (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Into     : Instance;
      Expected : Boolean;
   begin
      Feed_All
        (Into,
         "POST / HTTP/1.1" & NL & "Host: h" & NL & "Expect: 100-continue" & NL
         & "Content-Length: 2" & NL & NL, 9);
      Take_Expectation (Into, Expected);
      Assert (Expected, "asked for once");
      Take_Expectation (Into, Expected);
      Assert (not Expected, "and not again");
   end Test_Expectation;

   procedure Test_Response (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Into : Instance (Responses);
   begin
      Feed_All
        (Into,
         "HTTP/1.1 100 Continue" & NL & NL & "HTTP/1.1 201 Created" & NL
         & "Content-Length: 2" & NL & NL & "ok", 4);
      Assert (Phase (Into) = Complete, "complete");
      Assert (Status (Into) = 201, "the status after the interim response");
      Assert (Message (Into).Content = "ok", "content");
      Reset (Into);
      Feed_All (Into, "HTTP/1.0 200 OK" & NL & NL & "until the end", 5);
      Assert (Phase (Into) = Until_Close, "waits for the end");
      Finish (Into);
      Assert (Phase (Into) = Complete, "complete at the end");
      Assert (Message (Into).Content = "until the end", "content until the end");
      Reset (Into);
      Feed_All (Into, "HTTP/1.1 200 OK" & NL & "Content-Length: 9" & NL & NL & "cut", 5);
      Finish (Into);
      Assert (Phase (Into) = Failed, "cut short");
   end Test_Response;

   procedure Test_Decoding (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Expect_Refusal (Text : String);

      procedure Expect_Refusal (Text : String) is
      begin
         Assert (Kit.HTTP.Decoded (Text) = "", "unreachable");
         Assert (False, "accepted: " & Text);
      exception
         when Kit.HTTP.Refusal =>
            null;
      end Expect_Refusal;

   begin
      Assert (Kit.HTTP.Decoded ("a%2Fb%c3%A9") = "a/b" & Character'Val (16#C3#)
                & Character'Val (16#A9#), "escapes");
      Assert (Kit.HTTP.Decoded ("a+b") = "a+b", "plus stays in a path");
      Expect_Refusal ("%");
      Expect_Refusal ("%4");
      Expect_Refusal ("%gg");
      Expect_Refusal ("%00");
      Expect_Refusal ("a%0ab");
      Expect_Refusal ("%7F");
   end Test_Decoding;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Request'Access, "a request in pieces of any size");
      Register_Routine (Item, Test_Chunked'Access, "chunks in pieces of any size");
      Register_Routine (Item, Test_Pipelined'Access, "two requests at once");
      Register_Routine (Item, Test_Keep_Alive'Access, "keep-alive");
      Register_Routine (Item, Test_Malformed'Access, "malformed requests");
      Register_Routine (Item, Test_Limits'Access, "limits hold");
      Register_Routine (Item, Test_Expectation'Access, "100-continue");
      Register_Routine (Item, Test_Response'Access, "responses");
      Register_Routine (Item, Test_Decoding'Access, "percent-decoding");
   end Register_Tests;

end Parser_Tests;
