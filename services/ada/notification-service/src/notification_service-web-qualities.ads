--  The member qos of a request.

with Notification_Service.QoS;

private package Notification_Service.Web.Qualities is

   --  What the member asks for, over Default. Where that cannot be had the
   --  response tells why (UnsupportedQoS), and Is_Answered is True.
   procedure Read
     (Request     : Kit.HTTP.Request;
      Content     : Kit.JSON.Value;
      Response    : in out Kit.HTTP.Response;
      Result      : out QoS.Properties;
      Is_Answered : out Boolean;
      Default     : QoS.Properties := (others => <>));

end Notification_Service.Web.Qualities;
