--  The steps of a request by name, each of which asks another service. All
--  raise Kit.HTTP.Refusal (503, with its name) where one is missing.

with Kit.JSON;
with Kit.Traces;
with Orb_Core.Dispatch;

package Orb_Core.Chain is

   Security : constant String := "security-service";
   Adapters : constant String := "poa-manager";
   Protocol : constant String := "giop-protocol";
   Gateway  : constant String := "soap-gateway";

   --  Raises NO_PERMISSION where security-service says so.
   procedure Decide (Operation, Resource, Token : String; Trace : Kit.Traces.Context);

   --  The reference of the object, which poa-manager activates. Raises
   --  OBJECT_NOT_EXIST, OBJ_ADAPTER and BAD_PARAM.
   function Locate (Name : String; Trace : Kit.Traces.Context) return String;

   --  Encodes the request, dispatches what it decodes to, and encodes the
   --  reply. Messages is {"request", "reply"?} in hexadecimal digits. Raises
   --  MARSHAL for arguments that do not fit.
   procedure Exchange
     (Key, Operation : String;
      Arguments      : Kit.JSON.Value;
      Expected       : Boolean;
      Trace          : Kit.Traces.Context;
      Reply          : out Dispatch.Reply;
      Messages       : out Kit.JSON.Value);

end Orb_Core.Chain;
