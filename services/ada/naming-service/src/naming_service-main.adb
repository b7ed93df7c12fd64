with Kit.Env;
with Kit.Routes;
with Kit.Service;
with Kit.Starting;
with Naming_Service.Addresses;
with Naming_Service.Built_In;
with Naming_Service.Web;

procedure Naming_Service.Main is

   What : constant Kit.Service.Description :=
     (Naming_Service.Name'Access, Naming_Service.Version'Access, Naming_Service.Default_Port);

   procedure Prepare (Table : in out Kit.Routes.Table);

   procedure Prepare (Table : in out Kit.Routes.Table) is
   begin
      Addresses.Configure (Kit.Env.Value ("NAMING_HOST", Name), Kit.Service.Port (What));
      Built_In.Bind_All (Kit.Env.Value ("ORB_ADDRESS", "orb-core:50060"));
      Web.Add_Routes (Table);
   end Prepare;

begin
   Kit.Starting.Run (What, Prepare'Access);
end Naming_Service.Main;
