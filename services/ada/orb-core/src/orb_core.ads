--  Root of orb-core: object references and requests of the namespace polyorb.

package Orb_Core is
   pragma Pure;

   Name         : aliased constant String := "orb-core";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 50_060;

end Orb_Core;
