with Kit.Routes;
with Kit.Service;

procedure POA_Manager.Main is
   What  : constant Kit.Service.Description :=
     (Name         => POA_Manager.Name'Access,
      Version      => POA_Manager.Version'Access,
      Default_Port => POA_Manager.Default_Port);
   Table : Kit.Routes.Table;
begin
   Kit.Service.Run (What, Table);
end POA_Manager.Main;
