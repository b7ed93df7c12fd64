with Kit.Routes;
with Kit.Service;

procedure Event_Service.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Event_Service.Name'Access,
      Version      => Event_Service.Version'Access,
      Default_Port => Event_Service.Default_Port);
   Table : Kit.Routes.Table;
begin
   Kit.Service.Run (What, Table);
end Event_Service.Main;
