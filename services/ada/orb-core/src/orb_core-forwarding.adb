with Ada.Strings.Unbounded;
with Corba.System_Exceptions;
with Interfaces;
with Kit.Client;
with Kit.Env;
with Kit.HTTP;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;

package body Orb_Core.Forwarding is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   Max_Peers   : constant := 64;
   Timeout_Ms  : constant := 2_000;

   --  NO_PERMISSION, COMM_FAILURE of our own.
   Not_A_Peer  : constant Minor_Code := Polyorb_Set or 1;
   No_Answer   : constant Minor_Code := Polyorb_Set or 1;
   Bad_Answer  : constant Minor_Code := Polyorb_Set or 2;

   --  Written at start alone.
   All_Peers   : array (1 .. Max_Peers) of Kit.Client.Address;
   Peer_Count  : Natural := 0;

   ---------------
   -- Configure --
   ---------------

   procedure Configure (Peers : String) is
      First : Positive := Peers'First;
   begin
      for Place in Peers'First .. Peers'Last + 1 loop
         if Place > Peers'Last or else Peers (Place) = ',' then
            if Place > First then
               if Peer_Count = Max_Peers then
                  raise Kit.Env.Invalid_Setting with "PEERS: more than 64";
               end if;
               Peer_Count := Peer_Count + 1;
               All_Peers (Peer_Count) :=
                 Kit.Client.Parse_URL ("http://" & Peers (First .. Place - 1));
            end if;
            First := Place + 1;
         end if;
      end loop;
   exception
      when Constraint_Error =>
         raise Kit.Env.Invalid_Setting with "PEERS: expected host:port,host:port,...";
   end Configure;

   -------------
   -- Is_Peer --
   -------------

   function Is_Peer (Item : Corba.References.Profile) return Boolean is
     (for some Peer of All_Peers (1 .. Peer_Count) =>
        Peer.Host = Item.Host and then Peer.Port = Item.Port);

   -------------
   -- Forward --
   -------------

   procedure Forward
     (To        : Corba.References.Profile;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Trace     : Kit.Traces.Context;
      Status    : out Positive;
      Answer    : out Kit.JSON.Value)
   is
      Content : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Got     : Kit.Client.Answer;
   begin
      if not Is_Peer (To) then
         Throw
           (No_Permission, Not_A_Peer,
            "the reference leads to a host that is not among PEERS");
      end if;
      Kit.JSON.Add (Content, "operation", Operation);
      Kit.JSON.Add (Content, "arguments", Arguments);
      Got := Kit.Client.Call
        (To         => (To.Host, To.Port),
         Method     => "POST",
         Path       => "/v1/objects/" & Kit.HTTP.Encoded (To_String (To.Key)) & "/invoke",
         Content    => Kit.JSON.Printing.Image (Content),
         Trace      => Trace,
         Timeout_Ms => Timeout_Ms);
      if Got.Status = 0 then
         --  Nobody knows whether the request was served.
         Throw (Comm_Failure, No_Answer, To_String (Got.Reason), Completed_Maybe);
      end if;
      Status := Got.Status;
      Answer := Kit.JSON.Parsing.Parse (To_String (Got.Content));
   exception
      when Kit.JSON.Parsing.Syntax_Error =>
         Throw (Comm_Failure, Bad_Answer, "the peer's answer is not JSON", Completed_Maybe);
   end Forward;

end Orb_Core.Forwarding;
