--  The definitions that are there from the start: the interfaces of orb-core,
--  and CosNaming.

package Interface_Repository.Built_In is

   procedure Register;

   function Polyorb return String;
   function Naming return String;

end Interface_Repository.Built_In;
