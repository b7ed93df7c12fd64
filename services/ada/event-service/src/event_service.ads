--  Root of event-service: event channels, push and pull.

package Event_Service is
   pragma Pure;

   Name         : aliased constant String := "event-service";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 50_064;

end Event_Service;
