--  What several tests need.

with Corba.System_Exceptions;

package Expecting is

   --  Runs Action, which must raise this system exception with that minor
   --  code.
   procedure System_Exception
     (Action : not null access procedure;
      Kind   : Corba.System_Exceptions.Kinds;
      Minor  : Corba.System_Exceptions.Minor_Code);

end Expecting;
