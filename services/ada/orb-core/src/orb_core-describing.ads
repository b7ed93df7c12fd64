--  References as JSON, in both directions.

with Kit.JSON;
with Orb_Core.References;

package Orb_Core.Describing is

   --  {"typeId", "nil", "profiles": [{"tag", "version", "host", "port", "key",
   --  "keyHex", "components": […]} or {"tag", "dataHex"}]}
   function Image (Item : Orb_Core.References.Reference) return Kit.JSON.Value;

   --  {"typeId", "profiles": [{"host", "port"?, "version"?, "key" or "keyHex"}]}
   --  Raises BAD_PARAM with a reason.
   function To_Reference (Item : Kit.JSON.Value) return Orb_Core.References.Reference;

   --  An IOR or a corbaloc URL. Raises BAD_PARAM for anything else.
   function Parse (Text : String) return Orb_Core.References.Reference;

end Orb_Core.Describing;
