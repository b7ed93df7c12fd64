--  Arguments and results as giop-protocol takes and gives them: values with
--  their CDR types.

with Kit.JSON;
with Orb_Core.Dispatch;
with Orb_Core.Signatures;

package Orb_Core.Wire is

   --  [{"type", "value"}] of the arguments in their order.
   function Arguments_Body
     (Operation : Signatures.Operation; Arguments : Kit.JSON.Value) return Kit.JSON.Value;

   --  For an operation that the interface lacks: each as what it is.
   function Untyped_Body (Arguments : Kit.JSON.Value) return Kit.JSON.Value;

   --  ["long", …], the types in such a body.
   function Types_Of (Content : Kit.JSON.Value) return Kit.JSON.Value;

   --  The values in such a body.
   function Values_Of (Content : Kit.JSON.Value) return Kit.JSON.Value;

   function Reply_Body
     (Result : Signatures.Types; Item : Dispatch.Reply) return Kit.JSON.Value;

   --  NO_EXCEPTION, …
   function Status_Word (Kind : Dispatch.Reply_Kinds) return String;

end Orb_Core.Wire;
