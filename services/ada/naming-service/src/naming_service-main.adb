with Kit.Routes;
with Kit.Service;

procedure Naming_Service.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Naming_Service.Name'Access,
      Version      => Naming_Service.Version'Access,
      Default_Port => Naming_Service.Default_Port);
   Table : Kit.Routes.Table;
begin
   Kit.Service.Run (What, Table);
end Naming_Service.Main;
