with Ada.Strings.Fixed;
with GNAT.OS_Lib;

package body Kit.Metrics is

   use Ada.Strings.Unbounded;

   subtype Nanoseconds is Kit.Clock.Nanoseconds;

   --  Beyond these tables requests count under the route "other".
   Max_Series : constant := 256;
   Max_Routes : constant := 65;

   Bounds : constant array (1 .. 13) of Nanoseconds :=
     (500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
      100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000);

   Bound_Names : constant array (Bounds'Range) of String (1 .. 6) :=
     ("0.0005", "0.001 ", "0.0025", "0.005 ", "0.01  ", "0.025 ", "0.05  ", "0.1   ",
      "0.25  ", "0.5   ", "1     ", "2.5   ", "5     ");

   type Bucket_Counts is array (Bounds'First .. Bounds'Last + 1) of Long_Long_Integer;

   type Series is record
      Method : Unbounded_String;
      Route  : Unbounded_String;
      Status : Positive := 200;
      Count  : Long_Long_Integer := 0;
   end record;

   type Histogram is record
      Route   : Unbounded_String;
      Buckets : Bucket_Counts := (others => 0);
      Sum     : Nanoseconds := 0;
      Count   : Long_Long_Integer := 0;
   end record;

   type Series_List is array (1 .. Max_Series) of Series;
   type Histogram_List is array (1 .. Max_Routes) of Histogram;

   protected Store is
      procedure Add
        (Method, Route : String; Status : Positive; Span : Nanoseconds);
      procedure Print (Labels : String; To : in out Unbounded_String);
   private
      All_Series     : Series_List;
      Series_Count   : Natural := 0;
      Histograms     : Histogram_List;
      Histogram_Size : Natural := 0;
   end Store;

   Started_At : constant Nanoseconds := Kit.Clock.Wall;

   function Plain (Number : Long_Long_Integer) return String is
     (Ada.Strings.Fixed.Trim (Number'Image, Ada.Strings.Left));

   --  The first bytes of a file of /proc; nothing where there is none.
   function Content (Path : String) return String;

   function Resident_Bytes return Long_Long_Integer;
   function Thread_Count return Long_Long_Integer;

   --  As a label's value.
   function Escaped (Text : String) return String;

   -----------
   -- Store --
   -----------

   protected body Store is

      procedure Add
        (Method, Route : String; Status : Positive; Span : Nanoseconds)
      is
         Place  : Natural  := 0;
         Bucket : Positive := Bounds'Last + 1;
      begin
         for Index in 1 .. Series_Count loop
            if All_Series (Index).Status = Status
              and then All_Series (Index).Route = Route
              and then All_Series (Index).Method = Method
            then
               Place := Index;
               exit;
            end if;
         end loop;
         if Place = 0 and then Series_Count < Max_Series then
            Series_Count := Series_Count + 1;
            Place := Series_Count;
            All_Series (Place) :=
              (To_Unbounded_String (Method), To_Unbounded_String (Route), Status, 0);
         elsif Place = 0 then
            Place := Max_Series;
            All_Series (Place).Route := To_Unbounded_String ("other");
         end if;
         All_Series (Place).Count := All_Series (Place).Count + 1;

         Place := 0;
         for Index in 1 .. Histogram_Size loop
            if Histograms (Index).Route = Route then
               Place := Index;
               exit;
            end if;
         end loop;
         if Place = 0 and then Histogram_Size < Max_Routes then
            Histogram_Size := Histogram_Size + 1;
            Place := Histogram_Size;
            Histograms (Place).Route := To_Unbounded_String (Route);
         elsif Place = 0 then
            Place := Max_Routes;
         end if;
         for Index in Bounds'Range loop
            if Span <= Bounds (Index) then
               Bucket := Index;
               exit;
            end if;
         end loop;
         Histograms (Place).Buckets (Bucket) := Histograms (Place).Buckets (Bucket) + 1;
         Histograms (Place).Sum   := Histograms (Place).Sum + Span;
         Histograms (Place).Count := Histograms (Place).Count + 1;
      end Add;

      procedure Print (Labels : String; To : in out Unbounded_String) is

         procedure Line (Text : String);

         procedure Line (Text : String) is
         begin
            Append (To, Text);
            Append (To, ASCII.LF);
         end Line;

         function Of_Series (Item : Series) return String is
           ('{' & Labels & ",method=""" & To_String (Item.Method)
            & """,route=""" & To_String (Item.Route)
            & """,code=""" & Plain (Long_Long_Integer (Item.Status)) & """} "
            & Plain (Item.Count));

      begin
         Line ("# HELP http_requests_total Requests answered.");
         Line ("# TYPE http_requests_total counter");
         for Item of All_Series (1 .. Series_Count) loop
            Line ("http_requests_total" & Of_Series (Item));
         end loop;
         Line ("# HELP http_request_errors_total Requests answered with a status of 500 or more.");
         Line ("# TYPE http_request_errors_total counter");
         for Item of All_Series (1 .. Series_Count) loop
            if Item.Status >= 500 then
               Line ("http_request_errors_total" & Of_Series (Item));
            end if;
         end loop;
         Line ("# HELP http_request_duration_seconds From the last byte of a request to"
               & " its response.");
         Line ("# TYPE http_request_duration_seconds histogram");
         for Item of Histograms (1 .. Histogram_Size) loop
            declare
               Route : constant String :=
                 '{' & Labels & ",route=""" & To_String (Item.Route) & '"';
               Total : Long_Long_Integer := 0;
            begin
               for Index in Bounds'Range loop
                  Total := Total + Item.Buckets (Index);
                  Line
                    ("http_request_duration_seconds_bucket" & Route & ",le="""
                     & Ada.Strings.Fixed.Trim (Bound_Names (Index), Ada.Strings.Right)
                     & """} " & Plain (Total));
               end loop;
               Line ("http_request_duration_seconds_bucket" & Route & ",le=""+Inf""} "
                     & Plain (Item.Count));
               Line ("http_request_duration_seconds_sum" & Route & "} "
                     & Kit.Clock.Seconds_Image (Item.Sum, 9));
               Line ("http_request_duration_seconds_count" & Route & "} " & Plain (Item.Count));
            end;
         end loop;
      end Print;

   end Store;

   --------------------
   -- Record_Request --
   --------------------

   procedure Record_Request
     (Method, Route : String;
      Status        : Positive;
      Duration      : Kit.Clock.Nanoseconds)
   is
      --  Callers choose the method's name; the label must stay one of few.
      Known : constant Boolean :=
        Method in "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
   begin
      Store.Add ((if Known then Method else "other"), Route, Status, Duration);
   end Record_Request;

   -------------
   -- Content --
   -------------

   function Content (Path : String) return String is
      use GNAT.OS_Lib;

      File : constant File_Descriptor := Open_Read (Path, Binary);
      Text : String (1 .. 4_096);
      Last : Integer;
   begin
      if File = Invalid_FD then
         return "";
      end if;
      Last := Read (File, Text'Address, Text'Length);
      Close (File);
      return Text (1 .. Last);
   end Content;

   --------------------
   -- Resident_Bytes --
   --------------------

   function Resident_Bytes return Long_Long_Integer is
      Page_Bytes : constant := 4_096;
      Text  : constant String := Content ("/proc/self/statm");
      First : constant Natural := Ada.Strings.Fixed.Index (Text, " ") + 1;
      Stop  : Natural;
   begin
      if First = 1 then
         return 0;
      end if;
      Stop := Ada.Strings.Fixed.Index (Text (First .. Text'Last), " ") - 1;
      return Long_Long_Integer'Value (Text (First .. Stop)) * Page_Bytes;
   end Resident_Bytes;

   ------------------
   -- Thread_Count --
   ------------------

   function Thread_Count return Long_Long_Integer is
      Mark  : constant String := "Threads:" & ASCII.HT;
      Text  : constant String := Content ("/proc/self/status");
      First : constant Natural := Ada.Strings.Fixed.Index (Text, Mark);
      Stop  : Natural;
   begin
      if First = 0 then
         return 0;
      end if;
      Stop := Ada.Strings.Fixed.Index (Text (First .. Text'Last), (1 => ASCII.LF)) - 1;
      return Long_Long_Integer'Value (Text (First + Mark'Length .. Stop));
   end Thread_Count;

   -------------
   -- Escaped --
   -------------

   function Escaped (Text : String) return String is
      Result : Unbounded_String;
   begin
      for Item of Text loop
         Append (Result, (if Item in '"' | '\' then "\" & Item else (1 => Item)));
      end loop;
      return To_String (Result);
   end Escaped;

   -----------
   -- Image --
   -----------

   function Image
     (Service, Version, Build_Id : String; More : String := "") return Unbounded_String
   is
      Result : Unbounded_String;
      Labels : constant String := "service=""" & Service & '"';

      procedure Sample (Name, Kind, Help, Value : String);

      procedure Sample (Name, Kind, Help, Value : String) is
      begin
         Append
           (Result,
            "# HELP " & Name & ' ' & Help & ASCII.LF & "# TYPE " & Name & ' ' & Kind & ASCII.LF
            & Name & '{' & Labels & "} " & Value & ASCII.LF);
      end Sample;

   begin
      Store.Print (Labels, Result);
      Sample
        ("process_cpu_seconds_total", "counter", "CPU time used, user and system.",
         Kit.Clock.Seconds_Image (Kit.Clock.Process_CPU));
      Sample
        ("process_resident_memory_bytes", "gauge", "Memory in RAM.", Plain (Resident_Bytes));
      Sample
        ("process_start_time_seconds", "gauge", "Start of the process since 1970.",
         Kit.Clock.Seconds_Image (Started_At, 3));
      Sample
        ("process_threads", "gauge", "Threads.", Plain (Thread_Count));
      Append
        (Result,
         "# HELP build_info What runs here." & ASCII.LF & "# TYPE build_info gauge" & ASCII.LF
         & "build_info{" & Labels & ",version=""" & Version & """,build_id="""
         & Escaped (Build_Id) & """} 1" & ASCII.LF);
      Append (Result, More);
      return Result;
   end Image;

end Kit.Metrics;
