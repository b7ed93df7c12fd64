with Kit.Routes;
with Kit.Service;

procedure Orb_Core.Main is
   Table : Kit.Routes.Table;
begin
   Kit.Service.Run
     ((Name => Orb_Core.Name'Access, Version => Orb_Core.Version'Access, Default_Port => Orb_Core.Default_Port), Table);
end Orb_Core.Main;
-- 
