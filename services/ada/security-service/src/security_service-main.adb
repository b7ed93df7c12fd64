with Ada.Command_Line;
with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Kit.Env;
with Kit.Logs;
with Kit.Posix;
with Kit.Routes;
with Kit.Service;
with Security_Service.Configuring;
with Security_Service.TLS;
with Security_Service.Web;

procedure Security_Service.Main is

   use Ada.Strings.Unbounded;

   What  : constant Kit.Service.Description :=
     (Name         => Security_Service.Name'Access,
      Version      => Security_Service.Version'Access,
      Default_Port => Security_Service.Default_Port);
   Table : Kit.Routes.Table;

   procedure Start_TLS;

   procedure Start_TLS is
      Certificate : constant String := Kit.Env.Value ("TLS_CERT_FILE");
      Key         : constant String := Kit.Env.Value ("TLS_KEY_FILE");
   begin
      if Certificate /= "" and then Key /= "" then
         TLS.Start
           ((Certificate_File => To_Unbounded_String (Certificate),
             Key_File         => To_Unbounded_String (Key),
             Bind             => To_Unbounded_String (Kit.Env.Value ("BIND", "0.0.0.0")),
             Port             => Kit.Env.Number ("TLS_PORT", 8_443, 1, 65_535),
             Plain_Port       => Kit.Service.Port (What),
             Handshake_Ms     => Kit.Env.Number ("TLS_HANDSHAKE_MS", 5_000, 10, 60_000)));
      elsif Certificate /= "" or else Key /= "" then
         raise Kit.Env.Invalid_Setting
           with "TLS_CERT_FILE and TLS_KEY_FILE are given both or not at all";
      end if;
   end Start_TLS;

begin
   Kit.Logs.Configure (Name, Kit.Logs.Level_Of (Kit.Env.Value ("LOG_LEVEL", "info")));
   --  With --check another process serves.
   if Ada.Command_Line.Argument_Count = 0 then
      Configuring.Read_Files;
      Web.Add_Routes (Table, Kit.Env.Number ("TOKEN_SECONDS", 900, 1, 86_400));
      Start_TLS;
   end if;
   Kit.Service.Run (What, Table, Before_Exit => TLS.Finish'Access);
exception
   when Error : Kit.Env.Invalid_Setting =>
      Kit.Logs.Write (Kit.Logs.Error, Ada.Exceptions.Exception_Message (Error));
      Kit.Posix.Exit_Now (1);
end Security_Service.Main;
