--  What several tests of orb-core need.

with Orb_Core.System_Exceptions;

package Expecting is

   --  Runs Action, which must raise this system exception with that minor
   --  code.
   procedure System_Exception
     (Action : not null access procedure;
      Kind   : Orb_Core.System_Exceptions.Kinds;
      Minor  : Orb_Core.System_Exceptions.Minor_Code);

end Expecting;
