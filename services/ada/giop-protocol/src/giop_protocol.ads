--  Root of giop-protocol: GIOP 1.0 to 1.2 messages and CDR in both byte orders.

package GIOP_Protocol is
   pragma Pure;

   Name         : aliased constant String := "giop-protocol";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 50_061;

end GIOP_Protocol;
