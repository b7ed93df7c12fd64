--  One connection: TLS on the one side, plain HTTP on the other.

with Kit.Clock;
with Kit.Posix;
with Security_Service.OpenSSL;
with System;

private package Security_Service.TLS.Links is

   subtype Nanoseconds is Kit.Clock.Nanoseconds;

   Buffer_Bytes : constant := 16_384;

   --  Data (First .. Last) waits to be sent.
   type Buffer is record
      Data  : String (1 .. Buffer_Bytes);
      First : Positive := 1;
      Last  : Natural  := 0;
   end record;

   function Is_Empty (Item : Buffer) return Boolean is (Item.First > Item.Last);

   type States is
     (Free, Handshaking, Open,

      --  Everything is sent; what the peer still sends is thrown away for a
      --  while, or the kernel would reset the connection under the response.
      Lingering);

   type Link is limited record
      State          : States := Free;
      Client         : Kit.Posix.Descriptor := Kit.Posix.No_Descriptor;
      Inner          : Kit.Posix.Descriptor := Kit.Posix.No_Descriptor;
      SSL            : OpenSSL.Handle := System.Null_Address;
      To_Inner       : Buffer;
      To_Client      : Buffer;
      Inner_Ended    : Boolean := False;

      --  What each side waits for.
      Client_Wanted  : Kit.Posix.Events := 0;
      Inner_Wanted   : Kit.Posix.Events := 0;
      Deadline       : Nanoseconds := 0;
   end record;

   --  Takes Client over, whatever happens.
   procedure Start
     (Item         : in out Link;
      Client       : Kit.Posix.Descriptor;
      Context      : OpenSSL.Handle;
      Handshake_Ms : Positive;
      Now          : Nanoseconds);

   --  Moves what can be moved. Afterwards the link waits for what its Wanted
   --  says, or is free.
   procedure Advance (Item : in out Link; Plain_Host : String; Plain_Port : Positive;
                      Now : Nanoseconds);

   --  The deadline has passed.
   procedure Expire (Item : in out Link);

   procedure Close (Item : in out Link);

end Security_Service.TLS.Links;
