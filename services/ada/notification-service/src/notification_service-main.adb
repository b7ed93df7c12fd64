with Event_Channels.Starting;
with Notification_Service.Web;

procedure Notification_Service.Main is
begin
   Event_Channels.Starting.Run
     ((Notification_Service.Name'Access,
       Notification_Service.Version'Access,
       Notification_Service.Default_Port),
      Web.Add_Routes'Access);
end Notification_Service.Main;
