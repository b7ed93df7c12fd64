with Ada.Exceptions;
with Kit.Env;
with Kit.Logs;
with Kit.Posix;
with Kit.Routes;
with Kit.Service;
with Orb_Core.Built_In;
with Orb_Core.Corbaname;
with Orb_Core.Forwarding;
with Orb_Core.Web;

procedure Orb_Core.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Orb_Core.Name'Access,
      Version      => Orb_Core.Version'Access,
      Default_Port => Orb_Core.Default_Port);
   Table : Kit.Routes.Table;
begin
   Built_In.Register;
   Forwarding.Configure (Kit.Env.Value ("PEERS"));
   Corbaname.Configure (Kit.Env.Value ("NAMING_HOST", "naming-service"));
   Web.Add_Routes (Table, Kit.Env.Value ("ORB_HOST", Name), Kit.Service.Port (What));
   Kit.Service.Run (What, Table);
exception
   when Error : Kit.Env.Invalid_Setting =>
      Kit.Logs.Configure (Name, Kit.Logs.Info);
      Kit.Logs.Write (Kit.Logs.Error, Ada.Exceptions.Exception_Message (Error));
      Kit.Posix.Exit_Now (1);
end Orb_Core.Main;
