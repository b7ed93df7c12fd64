with Ada.Command_Line;
with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Kit.Client;
with Kit.Clock;
with Kit.Dependencies;
with Kit.Env;
with Kit.HTTP;
with Kit.JSON;
with Kit.Logs;
with Kit.Metrics;
with Kit.Pool;
with Kit.Posix;
with Kit.Server;
with Kit.Traces;

package body Kit.Service is

   use Ada.Strings.Unbounded;
   use type Kit.JSON.Value;

   Started_At   : constant Kit.Clock.Nanoseconds := Kit.Clock.Monotonic;

   Service_Name : Unbounded_String;
   Version      : Unbounded_String;
   Build_Id     : Unbounded_String;

   procedure Health (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Live (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Status (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Metrics (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   procedure Check (What : Description)
     with No_Return;

   --  As a header value: only what HTTP allows there.
   function Is_Printable (Text : String) return Boolean is
     (for all Item of Text => Item in '!' .. '~');

   ------------
   -- Health --
   ------------

   procedure Health (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Missing   : constant Kit.JSON.Value := Kit.Dependencies.Missing;
      Unchecked : constant Kit.JSON.Value := Kit.Dependencies.Unchecked;
      Result    : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add
        (Result, "status",
         (if Kit.JSON.Length (Missing) > 0 then "degraded"
           elsif Kit.JSON.Length (Unchecked) > 0 then "checking"
           else "ok"));
      if Kit.JSON.Length (Missing) > 0 then
         Kit.JSON.Add (Result, "missing", Missing);
      end if;
      if Kit.JSON.Length (Unchecked) > 0 then
         Kit.JSON.Add (Result, "unchecked", Unchecked);
      end if;
      Kit.HTTP.Reply (Response, Result);
   end Health;

   ----------
   -- Live --
   ----------

   procedure Live (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "status", "alive");
      Kit.HTTP.Reply (Response, Result);
   end Live;

   ------------
   -- Status --
   ------------

   procedure Status (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "name", To_String (Service_Name));
      Kit.JSON.Add (Result, "namespace", Kit.Namespace);
      Kit.JSON.Add (Result, "version", To_String (Version));
      Kit.JSON.Add
        (Result, "buildId",
         (if Length (Build_Id) = 0 then Kit.JSON.Nothing else +To_String (Build_Id)));
      Kit.JSON.Add
        (Result, "uptimeSeconds",
         +(Long_Float (Kit.Clock.Monotonic - Started_At) / Long_Float (Kit.Clock.Ns_Per_S)));
      Kit.JSON.Add (Result, "dependencies", Kit.Dependencies.Image);
      Kit.HTTP.Reply (Response, Result);
   end Status;

   -------------
   -- Metrics --
   -------------

   procedure Metrics (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
   begin
      Response.Media_Type := To_Unbounded_String ("text/plain; version=0.0.4; charset=utf-8");
      Response.Content    := Kit.Metrics.Image
        (To_String (Service_Name), To_String (Version), To_String (Build_Id),
         More => Kit.Dependencies.Metrics);
   end Metrics;

   ----------
   -- Port --
   ----------

   function Port (What : Description) return Positive is
     (Kit.Env.Number ("PORT", What.Default_Port, 1, 65_535));

   -----------
   -- Check --
   -----------

   procedure Check (What : Description) is
      Answer : constant Kit.Client.Answer := Kit.Client.Call
        (To     => (To_Unbounded_String ("127.0.0.1"), Port (What)),
         Method => "GET",
         Path   => "/health",
         Trace  => Kit.Traces.Continue (""));
   begin
      if Answer.Status /= 200 then
         Kit.Logs.Write
           (Kit.Logs.Error, "not ready", "",
            Kit.Logs.Number ("status", Long_Long_Integer (Answer.Status))
            & Kit.Logs.Field ("reason", To_String (Answer.Reason)));
      end if;
      Kit.Posix.Exit_Now (if Answer.Status = 200 then 0 else 1);
   end Check;

   ---------
   -- Run --
   ---------

   procedure Run
     (What        : Description;
      Table       : in out Kit.Routes.Table;
      Before_Exit : access procedure (Left_Ms : Natural) := null)
   is
      Settings : Kit.Server.Settings;

      procedure On_Listening;

      procedure On_Listening is
      begin
         Kit.Logs.Write
           (Kit.Logs.Info, "listening", "",
            Kit.Logs.Field ("bind", To_String (Settings.Bind))
            & Kit.Logs.Number ("port", Long_Long_Integer (Settings.Port))
            & Kit.Logs.Field ("buildId", To_String (Build_Id)));
         Kit.Dependencies.Start_Checking;
      end On_Listening;

   begin
      Kit.Posix.Keep_Little_Memory;
      Service_Name := To_Unbounded_String (What.Name.all);
      Version      := To_Unbounded_String (What.Version.all);
      Kit.Logs.Configure (What.Name.all, Kit.Logs.Level_Of (Kit.Env.Value ("LOG_LEVEL", "info")));

      if Ada.Command_Line.Argument_Count = 1 and then Ada.Command_Line.Argument (1) = "--check"
      then
         Check (What);
      elsif Ada.Command_Line.Argument_Count > 0 then
         raise Kit.Env.Invalid_Setting
           with "unknown argument " & Ada.Command_Line.Argument (1) & "; known is --check";
      end if;

      Build_Id := To_Unbounded_String (Kit.Env.Value ("DEVENV_BUILD_ID"));
      if not Is_Printable (To_String (Build_Id)) then
         raise Kit.Env.Invalid_Setting with "DEVENV_BUILD_ID holds blanks or control characters";
      end if;
      if Length (Build_Id) > 0 then
         Kit.Pool.Set_Common_Headers
           ("X-Build-Id: " & To_String (Build_Id) & ASCII.CR & ASCII.LF);
      end if;

      Settings :=
        (Bind        => To_Unbounded_String (Kit.Env.Value ("BIND", "0.0.0.0")),
         Port        => Port (What),
         Workers     => Kit.Env.Number ("WORKERS", 4, 1, 64),
         Max_Workers => Kit.Env.Number ("MAX_WORKERS", 64, 1, 256),
         Request_Ms  => Kit.Env.Number ("REQUEST_TIMEOUT_MS", 10_000, 10, 600_000),
         Bounds      =>
           (Content => Kit.Env.Number ("MAX_BODY_BYTES", 1_048_576, 1_024, 67_108_864),
            others  => <>),
         others      => <>);
      Kit.Dependencies.Configure (Kit.Env.Value ("CALLS"));

      Kit.Routes.Add (Table, "GET", "/health", Health'Access, Kit.Routes.Inline);
      Kit.Routes.Add (Table, "GET", "/livez", Live'Access, Kit.Routes.Inline);
      Kit.Routes.Add (Table, "GET", "/status", Status'Access, Kit.Routes.Inline);
      Kit.Routes.Add (Table, "GET", "/metrics", Metrics'Access, Kit.Routes.Inline);

      Kit.Server.Run (Settings, Table, On_Listening'Access, Before_Exit);
      Kit.Logs.Write (Kit.Logs.Info, "stopped");
      Kit.Posix.Exit_Now (0);
   exception
      when Error : Kit.Env.Invalid_Setting | Kit.Server.Cannot_Listen =>
         Kit.Logs.Write (Kit.Logs.Error, Ada.Exceptions.Exception_Message (Error));
         Kit.Posix.Exit_Now (1);
      when Error : others =>
         Kit.Logs.Write
           (Kit.Logs.Error, "the server failed", "",
            Kit.Logs.Field ("exception", Ada.Exceptions.Exception_Information (Error)));
         Kit.Posix.Exit_Now (1);
   end Run;

end Kit.Service;
