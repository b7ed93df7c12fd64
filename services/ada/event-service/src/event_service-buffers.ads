--  The events that wait for one consumer, in the order in which they came.
--  Where there are too many the oldest is dropped, and counted.

with Ada.Strings.Unbounded;

private with Ada.Containers.Vectors;

package Event_Service.Buffers is

   Max_Events     : constant := 1_000;
   Default_Events : constant := 256;
   Max_Bytes      : constant := 262_144;

   subtype Limits is Positive range 1 .. Max_Events;

   type Buffer is private;

   procedure Start (Self : in out Buffer; Limit : Limits);

   procedure Put (Self : in out Buffer; Text : Ada.Strings.Unbounded.Unbounded_String);

   procedure Get
     (Self  : in out Buffer;
      Text  : out Ada.Strings.Unbounded.Unbounded_String;
      Found : out Boolean);

   function Length (Self : Buffer) return Natural;
   function Limit (Self : Buffer) return Limits;

   --  Since the start.
   function Dropped (Self : Buffer) return Natural;

private

   package Text_Vectors is new Ada.Containers.Vectors
     (Positive, Ada.Strings.Unbounded.Unbounded_String,
      "=" => Ada.Strings.Unbounded."=");

   type Buffer is record
      Most    : Limits := Default_Events;
      Items   : Text_Vectors.Vector;
      Bytes   : Natural := 0;
      Dropped : Natural := 0;
   end record;

end Event_Service.Buffers;
