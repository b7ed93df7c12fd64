--  The names that are bound from the start: orb-core's built-in objects, as
--  polyorb/echo and so on.

package Naming_Service.Built_In is

   --  Address is orb-core's, host:port. Raises Kit.Env.Invalid_Setting.
   procedure Bind_All (Address : String);

end Naming_Service.Built_In;
