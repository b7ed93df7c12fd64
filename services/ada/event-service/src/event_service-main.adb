with Event_Channels.Starting;
with Event_Service.Web;

procedure Event_Service.Main is
begin
   Event_Channels.Starting.Run
     ((Event_Service.Name'Access, Event_Service.Version'Access, Event_Service.Default_Port),
      Web.Add_Routes'Access);
end Event_Service.Main;
