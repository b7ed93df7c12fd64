with Kit.Env;
with Kit.Routes;
with Kit.Service;
with Kit.Starting;
with Orb_Core.Built_In;
with Orb_Core.Corbaname;
with Orb_Core.Forwarding;
with Orb_Core.Web;

procedure Orb_Core.Main is

   What : constant Kit.Service.Description :=
     (Orb_Core.Name'Access, Orb_Core.Version'Access, Orb_Core.Default_Port);

   procedure Prepare (Table : in out Kit.Routes.Table);

   procedure Prepare (Table : in out Kit.Routes.Table) is
   begin
      Built_In.Register;
      Forwarding.Configure (Kit.Env.Value ("PEERS"));
      Corbaname.Configure (Kit.Env.Value ("NAMING_HOST", "naming-service"));
      Web.Add_Routes (Table, Kit.Env.Value ("ORB_HOST", Name), Kit.Service.Port (What));
   end Prepare;

begin
   Kit.Starting.Run (What, Prepare'Access);
end Orb_Core.Main;
