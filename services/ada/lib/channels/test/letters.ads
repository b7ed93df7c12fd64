--  What a reader of the sample channels has not read yet: the events are
--  single letters, of which the reader's own is not wanted.

with Ada.Strings.Unbounded;
with Kit.Clock;
with Kit.JSON;

package Letters is

   type Roles is (Reader, Writer);

   function Letter (Role : Roles) return Character is
     (case Role is when Reader => 'r', when Writer => 'w');

   function Receives (Role : Roles) return Boolean is (Role = Reader);

   --  Of a channel.
   type Room is record
      Number : Natural := 7;
   end record;

   Plain : constant Room := (others => <>);

   type Letter_List is array (Positive range <>) of Character;

   type Store is record
      Own    : Character := '-';
      Held   : Ada.Strings.Unbounded.Unbounded_String;
      Pushed : Natural := 0;
   end record;

   procedure Start (Self : in out Store; Role : Roles; As : Character);
   procedure Clear (Self : in out Store);
   procedure Put (Self : in out Store; Item : Character; Is_Wanted : out Boolean);

   procedure Get
     (Self  : in out Store;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Ada.Strings.Unbounded.Unbounded_String;
      Found : out Boolean);

   procedure Count (Self : in out Store; Pushed : Natural);

   function Length (Self : Store) return Natural is
     (Ada.Strings.Unbounded.Length (Self.Held));

   function Losses (Self : Store) return String is ("""own"":" & '"' & Self.Own & '"');

   function Image (Self : Store) return Kit.JSON.Value is
     (Kit.JSON."+" (Long_Long_Integer (Self.Pushed)));

end Letters;
