package body Notification_Service.Web.Qualities is

   ----------
   -- Read --
   ----------

   procedure Read
     (Request     : Kit.HTTP.Request;
      Content     : Kit.JSON.Value;
      Response    : in out Kit.HTTP.Response;
      Result      : out QoS.Properties;
      Is_Answered : out Boolean;
      Default     : QoS.Properties := (others => <>))
   is
      Errors : Kit.JSON.Value;
   begin
      QoS.Decode (Kit.JSON.Get (Content, "qos"), Default, Result, Errors);
      Is_Answered := Kit.JSON.Length (Errors) > 0;
      if Is_Answered then
         Answer_Exception
           (Response,
            Id      => "IDL:omg.org/CosNotification/UnsupportedQoS:1.0",
            Reason  => "qos." & Kit.JSON.As_String
                         (Kit.JSON.Get (Kit.JSON.Element (Errors, 1), "name"))
                       & " is not supported as given",
            Member  => "qosErrors",
            Details => Errors,
            Trace   => Request.Trace.Trace);
      end if;
   end Read;

end Notification_Service.Web.Qualities;
