--  Object ids: those that a POA makes, and those that it takes from a caller.

with POA_Manager.Adapters;

package POA_Manager.Object_Ids is

   use POA_Manager.Adapters;

   Max_Length : constant := 256;

   --  A new one, for a POA with SYSTEM_ID.
   function Make (Within : not null Adapter_Access) return String;

   --  Raises BAD_PARAM for text that is no object id, and for an id that the
   --  POA would have to have made and has not.
   procedure Check (Within : not null Adapter_Access; Id : String);

end POA_Manager.Object_Ids;
