--  Messages, types and values at random, always the same ones.

with Interfaces;
with Kit.JSON;

package Random_Messages is

   type Source is limited private;

   procedure Start (From : in out Source; Seed : Interfaces.Unsigned_64);

   --  0 .. Count - 1
   procedure Pick (From : in out Source; Count : Positive; Item : out Natural);

   --  As Images.Encoded takes it; Types as Images.Decoded takes them.
   procedure Make (From : in out Source; Message, Types : out Kit.JSON.Value);

private

   type Source is limited record
      State : Interfaces.Unsigned_64 := 1;
   end record;

end Random_Messages;
