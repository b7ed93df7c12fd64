--  Root of naming-service: CosNaming: names, contexts and what is bound to them.

package Naming_Service is
   pragma Pure;

   Name         : aliased constant String := "naming-service";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 50_063;

end Naming_Service;
