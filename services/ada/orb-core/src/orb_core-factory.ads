--  Which interfaces exist here, and how to make a servant of each.

with Kit.JSON;
with Orb_Core.Servants;

package Orb_Core.Factory is

   --  Null for an interface that is not known.
   function Make (Interface_Id : String) return Servants.Servant_Access;

   --  [{"id", "operations": ["double add (in double left, ...)", ...]}]
   function Interfaces_Image return Kit.JSON.Value;

end Orb_Core.Factory;
