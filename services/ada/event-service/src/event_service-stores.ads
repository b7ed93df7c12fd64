--  What is kept of one who is connected to a channel: a consumer's buffer, or
--  how much a supplier has pushed.

with Ada.Strings.Unbounded;
with Event_Service.Buffers;
with Event_Service.Events;
with Kit.Clock;
with Kit.JSON;

package Event_Service.Stores is

   type Roles is (Consumer, Supplier);

   --  The first of ids, such as c12 and p13.
   function Letter (Role : Roles) return Character is
     (case Role is when Consumer => 'c', when Supplier => 'p');

   function Receives (Role : Roles) return Boolean is (Role = Consumer);

   --  Channels of CosEvent have no properties.
   type No_Properties is null record;
   Plain : constant No_Properties := (null record);

   type Store is private;

   procedure Start (Self : in out Store; Role : Roles; As : Buffers.Limits);
   procedure Clear (Self : in out Store);
   procedure Put (Self : in out Store; Item : Events.Event; Is_Wanted : out Boolean);

   procedure Get
     (Self  : in out Store;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Ada.Strings.Unbounded.Unbounded_String;
      Found : out Boolean);

   procedure Count (Self : in out Store; Pushed : Natural);

   function Length (Self : Store) return Natural;

   --  "dropped" as a member of JSON.
   function Losses (Self : Store) return String;

   --  Of a consumer {"limit", "held", "dropped"}, of a supplier {"pushed"}.
   function Image (Self : Store) return Kit.JSON.Value;

private

   type Store is record
      Role   : Roles := Consumer;
      Held   : Buffers.Buffer;
      Pushed : Long_Long_Integer := 0;
   end record;

end Event_Service.Stores;
