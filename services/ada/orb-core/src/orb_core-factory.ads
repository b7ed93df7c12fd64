--  Which interfaces exist here, and how to make a servant of each.

with Kit.JSON;
with Orb_Core.Servants;
with Orb_Core.Signatures;

package Orb_Core.Factory is

   --  Null for an interface that is not known.
   function Make (Interface_Id : String) return Servants.Servant_Access;

   --  An operation of that interface, or of all objects.
   procedure Find
     (Interface_Id, Name : String; Operation : out Signatures.Operation; Known : out Boolean);

   --  [{"id", "operations": ["double add (in double left, ...)", ...]}]
   function Interfaces_Image return Kit.JSON.Value;

end Orb_Core.Factory;
