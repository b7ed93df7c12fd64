with GIOP_Protocol.Web;
with Kit.Routes;
with Kit.Service;

procedure GIOP_Protocol.Main is
   What  : constant Kit.Service.Description :=
     (Name         => GIOP_Protocol.Name'Access,
      Version      => GIOP_Protocol.Version'Access,
      Default_Port => GIOP_Protocol.Default_Port);
   Table : Kit.Routes.Table;
begin
   Web.Add_Routes (Table);
   Kit.Service.Run (What, Table);
end GIOP_Protocol.Main;
