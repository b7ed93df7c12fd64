with Kit.Routes;
with Kit.Service;

procedure Notification_Service.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Notification_Service.Name'Access,
      Version      => Notification_Service.Version'Access,
      Default_Port => Notification_Service.Default_Port);
   Table : Kit.Routes.Table;
begin
   Kit.Service.Run (What, Table);
end Notification_Service.Main;
