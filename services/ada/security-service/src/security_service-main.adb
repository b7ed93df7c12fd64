with Ada.Command_Line;
with Ada.Exceptions;
with Kit.Env;
with Kit.Logs;
with Kit.Posix;
with Kit.Routes;
with Kit.Service;
with Security_Service.Configuring;
with Security_Service.Web;

procedure Security_Service.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Security_Service.Name'Access,
      Version      => Security_Service.Version'Access,
      Default_Port => Security_Service.Default_Port);
   Table : Kit.Routes.Table;
begin
   Kit.Logs.Configure (Name, Kit.Logs.Level_Of (Kit.Env.Value ("LOG_LEVEL", "info")));
   --  With --check another process serves.
   if Ada.Command_Line.Argument_Count = 0 then
      Configuring.Read_Files;
      Web.Add_Routes (Table, Kit.Env.Number ("TOKEN_SECONDS", 900, 1, 86_400));
   end if;
   Kit.Service.Run (What, Table);
exception
   when Error : Kit.Env.Invalid_Setting =>
      Kit.Logs.Write (Kit.Logs.Error, Ada.Exceptions.Exception_Message (Error));
      Kit.Posix.Exit_Now (1);
end Security_Service.Main;
