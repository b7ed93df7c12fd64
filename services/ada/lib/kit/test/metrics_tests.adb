with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.Clock;
with Kit.Metrics;

package body Metrics_Tests is

   use AUnit.Assertions;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect_Line (Line : String);

   procedure Expect_Line (Line : String) is
      Text : constant String := Ada.Strings.Unbounded.To_String
        (Kit.Metrics.Image ("svc", "1.0", "b""1"));
   begin
      Assert
        (Ada.Strings.Fixed.Index (Text, ASCII.LF & Line & ASCII.LF) > 0,
         "no line " & Line & " in " & Text);
   end Expect_Line;

   procedure Test_Requests (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Route : constant String := "{service=""svc"",route=""/x""";
   begin
      Kit.Metrics.Record_Request ("GET", "/x", 200, 600_000);
      Kit.Metrics.Record_Request ("GET", "/x", 200, 3_000_000);
      Kit.Metrics.Record_Request ("BREW", "/x", 503, 7_000_000_000);
      Expect_Line ("http_requests_total{service=""svc"",method=""GET"",route=""/x"",code=""200""} 2");
      Expect_Line
        ("http_request_errors_total{service=""svc"",method=""other"",route=""/x"",code=""503""} 1");
      Expect_Line ("http_request_duration_seconds_bucket" & Route & ",le=""0.0005""} 0");
      Expect_Line ("http_request_duration_seconds_bucket" & Route & ",le=""0.001""} 1");
      Expect_Line ("http_request_duration_seconds_bucket" & Route & ",le=""0.005""} 2");
      Expect_Line ("http_request_duration_seconds_bucket" & Route & ",le=""5""} 2");
      Expect_Line ("http_request_duration_seconds_bucket" & Route & ",le=""+Inf""} 3");
      Expect_Line ("http_request_duration_seconds_sum" & Route & "} 7.003600000");
      Expect_Line ("http_request_duration_seconds_count" & Route & "} 3");
      Expect_Line ("build_info{service=""svc"",version=""1.0"",build_id=""b\""1""} 1");
   end Test_Requests;

   procedure Test_Clock (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Kit.Clock;
      First : constant Nanoseconds := Monotonic;
   begin
      Assert (Timestamp (0) = "1970-01-01T00:00:00.000Z", "the start");
      Assert (Timestamp (951_782_400_000_000_000) = "2000-02-29T00:00:00.000Z", "a leap day");
      Assert (Timestamp (1_735_689_599_999_000_000) = "2024-12-31T23:59:59.999Z", "a last day");
      Assert (Timestamp (4_107_542_400_000_000_000) = "2100-03-01T00:00:00.000Z", "no leap day");
      Assert (Seconds_Image (1_500_000_000, 3) = "1.500", "seconds");
      Assert (Monotonic >= First, "time goes on");
   end Test_Clock;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Requests'Access, "requests are counted");
      Register_Routine (Item, Test_Clock'Access, "timestamps");
   end Register_Tests;

end Metrics_Tests;
