with Ada.Exceptions;
with Kit.Env;
with Kit.Logs;
with Kit.Posix;
with Kit.Routes;
with Kit.Service;
with Naming_Service.Addresses;
with Naming_Service.Built_In;
with Naming_Service.Web;

procedure Naming_Service.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Naming_Service.Name'Access,
      Version      => Naming_Service.Version'Access,
      Default_Port => Naming_Service.Default_Port);
   Table : Kit.Routes.Table;
begin
   Addresses.Configure (Kit.Env.Value ("NAMING_HOST", Name), Kit.Service.Port (What));
   Built_In.Bind_All (Kit.Env.Value ("ORB_ADDRESS", "orb-core:50060"));
   Web.Add_Routes (Table);
   Kit.Service.Run (What, Table);
exception
   when Error : Kit.Env.Invalid_Setting =>
      Kit.Logs.Configure (Name, Kit.Logs.Info);
      Kit.Logs.Write (Kit.Logs.Error, Ada.Exceptions.Exception_Message (Error));
      Kit.Posix.Exit_Now (1);
end Naming_Service.Main;
