with Event_Channels.Waiting;
with Event_Service.Web;
with Kit.Env;
with Kit.Routes;
with Kit.Starting;

procedure Event_Service.Main is

   procedure Prepare (Table : in out Kit.Routes.Table);

   procedure Prepare (Table : in out Kit.Routes.Table) is
   begin
      Event_Channels.Waiting.Configure (Kit.Env.Number ("MAX_WORKERS", 64, 1, 256));
      Web.Add_Routes (Table);
   end Prepare;

begin
   Kit.Starting.Run
     ((Event_Service.Name'Access, Event_Service.Version'Access, Event_Service.Default_Port),
      Prepare'Access);
end Event_Service.Main;
