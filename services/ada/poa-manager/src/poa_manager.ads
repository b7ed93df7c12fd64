--  Root of poa-manager: the tree of portable object adapters, their policies and states.

package POA_Manager is
   pragma Pure;

   Name         : aliased constant String := "poa-manager";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 50_062;

end POA_Manager;
