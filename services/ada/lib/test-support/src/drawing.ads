--  Numbers and texts at random, the same ones in every run.

package Drawing is

   procedure Start (Seed : Natural);

   --  0 .. Below - 1
   function Draw (Below : Positive) return Natural;

   --  Of any octets.
   function Noise (Length : Natural) return String;

   --  Of these characters.
   function Text (Length : Natural; Of_Signs : String) return String;

end Drawing;
