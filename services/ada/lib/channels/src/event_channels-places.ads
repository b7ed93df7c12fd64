--  The places, each with the store of who has it.

with Ada.Strings.Unbounded;
with Kit.Clock;
with Kit.JSON;

generic
   type Roles is (<>);
   type Settings is private;
   type Event is private;

   --  What is kept for one who has a place.
   type Store is private;

   with procedure Start (Self : in out Store; Role : Roles; As : Settings) is <>;
   with procedure Clear (Self : in out Store) is <>;
   with procedure Put (Self : in out Store; Item : Event; Is_Wanted : out Boolean) is <>;
   with procedure Get
     (Self  : in out Store;
      Now   : Kit.Clock.Nanoseconds;
      Text  : out Ada.Strings.Unbounded.Unbounded_String;
      Found : out Boolean) is <>;
   with function Length (Self : Store) return Natural is <>;
   with function Losses (Self : Store) return String is <>;
   with function Image (Self : Store) return Kit.JSON.Value is <>;

   --  Where nobody at a place pushes there is nothing to count.
   with procedure Count (Self : in out Store; Pushed : Natural) is null;

package Event_Channels.Places is

   --  Of several tasks the callers see to it that a place is free.
   procedure Open (At_Place : Place; For_Owner : Owner; Role : Roles; As : Settings);

   --  Whoever waits there is woken.
   procedure Close (At_Place : Place; For_Owner : Owner);

   --  Is_Wanted is False as well where the place is somebody else's.
   procedure Put
     (At_Place : Place; To_Owner : Owner; Item : Event; Is_Wanted : out Boolean);

   --  Nothing where the place is somebody else's.
   procedure Count_Pushed (At_Place : Place; By_Owner : Owner; Events : Natural);

   --  Where there is nothing waits until something is there, the place is
   --  closed, or the time is over. Raises Kit.HTTP.Refusal (503) where no more
   --  may wait.
   procedure Take
     (At_Place  : Place;
      For_Owner : Owner;
      Most      : Positive;
      Wait_Ms   : Natural;
      Result    : out Batch);

   --  How many are waiting in Take.
   function Waiters (At_Place : Place) return Natural;

   --  Of the store; null where the place is somebody else's.
   function Image (At_Place : Place; For_Owner : Owner) return Kit.JSON.Value;

   --  Since its owner came last, in ms; 0 where nobody is.
   function Idle_Ms (At_Place : Place) return Long_Long_Integer;

end Event_Channels.Places;
