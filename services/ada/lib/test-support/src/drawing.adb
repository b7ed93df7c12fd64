with Interfaces;

package body Drawing is

   use Interfaces;

   State : Unsigned_64 := 0;

   procedure Start (Seed : Natural) is
   begin
      State := Unsigned_64 (Seed);
   end Start;

   ----------
   -- Draw --
   ----------

   function Draw (Below : Positive) return Natural is
   begin
      --  Knuth's MMIX generator.
      State := State * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407;
      return Natural (Shift_Right (State, 33) mod Unsigned_64 (Below));
   end Draw;

   -----------
   -- Noise --
   -----------

   function Noise (Length : Natural) return String is
   begin
      return Result : String (1 .. Length) do
         for Item of Result loop
            Item := Character'Val (Draw (256));
         end loop;
      end return;
   end Noise;

   ----------
   -- Text --
   ----------

   function Text (Length : Natural; Of_Signs : String) return String is
   begin
      return Result : String (1 .. Length) do
         for Item of Result loop
            Item := Of_Signs (Of_Signs'First + Draw (Of_Signs'Length));
         end loop;
      end return;
   end Text;

end Drawing;
