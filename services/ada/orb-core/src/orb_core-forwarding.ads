--  Requests for objects that other orb-core services hold.

with Corba.References;
with Kit.JSON;
with Kit.Traces;

package Orb_Core.Forwarding is

   --  Addresses that requests may be sent to: "host:port,host:port". Nobody
   --  else's, or any caller could make this service talk to any host. Raises
   --  Kit.Env.Invalid_Setting.
   procedure Configure (Peers : String);

   function Is_Peer (Item : Corba.References.Profile) return Boolean;

   --  The peer's answer as it came, with its HTTP status. Raises COMM_FAILURE
   --  or TIMEOUT where there is none, and NO_PERMISSION for no peer.
   procedure Forward
     (To        : Corba.References.Profile;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Trace     : Kit.Traces.Context;
      Status    : out Positive;
      Answer    : out Kit.JSON.Value);

end Orb_Core.Forwarding;
