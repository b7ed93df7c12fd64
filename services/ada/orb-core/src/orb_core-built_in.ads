--  The objects that are there from the start: one of each interface.

package Orb_Core.Built_In is

   procedure Register;

end Orb_Core.Built_In;
