with Kit.Routes;
with Kit.Service;

procedure Security_Service.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Security_Service.Name'Access,
      Version      => Security_Service.Version'Access,
      Default_Port => Security_Service.Default_Port);
   Table : Kit.Routes.Table;
begin
   Kit.Service.Run (What, Table);
end Security_Service.Main;
