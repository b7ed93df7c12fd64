--  What several tests of poa-manager need.

with POA_Manager.User_Exceptions;

package Expecting_User is

   --  Runs Action, which must raise this exception, with that index where it
   --  has one.
   procedure User_Exception
     (Action : not null access procedure;
      Kind   : POA_Manager.User_Exceptions.Kinds;
      Index  : Natural := 0);

   --  Makes RootPOA, once for all tests.
   procedure Need_Root;

end Expecting_User;
