--  Root of security-service: tokens, roles, decisions with reasons.

package Security_Service is
   pragma Pure;

   Name         : aliased constant String := "security-service";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 50_067;

end Security_Service;
