with Interface_Repository.Built_In;
with Interface_Repository.Web;
with Kit.Routes;
with Kit.Service;

procedure Interface_Repository.Main is
   What  : constant Kit.Service.Description :=
     (Name         => Interface_Repository.Name'Access,
      Version      => Interface_Repository.Version'Access,
      Default_Port => Interface_Repository.Default_Port);
   Table : Kit.Routes.Table;
begin
   Built_In.Register;
   Web.Add_Routes (Table);
   Kit.Service.Run (What, Table);
end Interface_Repository.Main;
