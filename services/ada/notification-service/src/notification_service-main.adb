with Event_Channels.Waiting;
with Kit.Env;
with Kit.Routes;
with Kit.Starting;
with Notification_Service.Web;

procedure Notification_Service.Main is

   procedure Prepare (Table : in out Kit.Routes.Table);

   procedure Prepare (Table : in out Kit.Routes.Table) is
   begin
      Event_Channels.Waiting.Configure (Kit.Env.Number ("MAX_WORKERS", 64, 1, 256));
      Web.Add_Routes (Table);
   end Prepare;

begin
   Kit.Starting.Run
     ((Notification_Service.Name'Access,
       Notification_Service.Version'Access,
       Notification_Service.Default_Port),
      Prepare'Access);
end Notification_Service.Main;
