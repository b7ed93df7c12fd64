with Ada.Exceptions;
with Event_Service.Waiting;
with Event_Service.Web;
with Kit.Env;
with Kit.Logs;
with Kit.Posix;
with Kit.Routes;
with Kit.Service;

procedure Event_Service.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Event_Service.Name'Access,
      Version      => Event_Service.Version'Access,
      Default_Port => Event_Service.Default_Port);
   Table : Kit.Routes.Table;
begin
   Waiting.Configure (Kit.Env.Number ("MAX_WORKERS", 64, 1, 256));
   Web.Add_Routes (Table);
   Kit.Service.Run (What, Table);
exception
   when Error : Kit.Env.Invalid_Setting =>
      Kit.Logs.Configure (Name, Kit.Logs.Info);
      Kit.Logs.Write (Kit.Logs.Error, Ada.Exceptions.Exception_Message (Error));
      Kit.Posix.Exit_Now (1);
end Event_Service.Main;
