with Kit.Routes;
with Kit.Service;
with SOAP_Gateway.Web;

procedure SOAP_Gateway.Main is
   What  : constant Kit.Service.Description :=
     (Name         => SOAP_Gateway.Name'Access,
      Version      => SOAP_Gateway.Version'Access,
      Default_Port => SOAP_Gateway.Default_Port);
   Table : Kit.Routes.Table;
begin
   Web.Add_Routes (Table);
   Kit.Service.Run (What, Table);
end SOAP_Gateway.Main;
