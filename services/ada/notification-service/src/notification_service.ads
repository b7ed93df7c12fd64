--  Root of notification-service: structured events, filters, quality of service.

package Notification_Service is
   pragma Pure;

   Name         : aliased constant String := "notification-service";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 50_065;

end Notification_Service;
