--  References as JSON, in both directions.

with Corba.References;
with Kit.JSON;

package Orb_Core.Describing is

   --  {"typeId", "nil", "profiles": [{"tag", "version", "host", "port", "key",
   --  "keyHex", "components": […]} or {"tag", "dataHex"}]}
   function Image (Item : Corba.References.Reference) return Kit.JSON.Value;

   --  {"typeId", "profiles": [{"host", "port"?, "version"?, "key" or "keyHex"}]}
   --  Raises BAD_PARAM with a reason.
   function To_Reference (Item : Kit.JSON.Value) return Corba.References.Reference;

   --  An IOR or a corbaloc URL. Raises BAD_PARAM for anything else.
   function Parse (Text : String) return Corba.References.Reference;

end Orb_Core.Describing;
