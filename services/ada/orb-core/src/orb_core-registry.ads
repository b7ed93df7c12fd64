--  The active object map: which servant incarnates which object key.

with Kit.JSON;
with Orb_Core.Servants;

package Orb_Core.Registry is

   Max_Objects    : constant := 10_000;
   Max_Key_Length : constant := 256;

   --  Raises BAD_PARAM for a key that is empty or too long, BAD_INV_ORDER for
   --  one that is taken, IMP_LIMIT when the map is full. Servant is the map's
   --  from then on, and the caller's still when an exception is raised.
   procedure Register
     (Key : String; Servant : not null Servants.Servant_Access; Activate : Boolean);

   --  Requests under way end first. Raises OBJECT_NOT_EXIST.
   procedure Unregister (Key : String);

   --  Raises OBJECT_NOT_EXIST.
   procedure Set_Active (Key : String; Active : Boolean);

   --  The servant of an object, for one request; nobody else has it until it
   --  is released. Raises OBJECT_NOT_EXIST, or OBJ_ADAPTER when the object is
   --  not active.
   type Hold is limited private;

   procedure Acquire (Key : String; Into : in out Hold);
   procedure Release (From : in out Hold);
   function Servant (Of_Hold : Hold) return not null Servants.Servant_Access;

   function Count return Natural;

   --  {"key", "interface", "active", "requests"}; raises OBJECT_NOT_EXIST.
   function Image (Key : String) return Kit.JSON.Value;

   --  Of up to Limit objects whose key is greater than After, by key.
   function Images (After : String; Limit : Positive) return Kit.JSON.Value;

   function Interface_Of (Key : String) return String;

private

   type Object;
   type Object_Access is access Object;

   type Hold is limited record
      Object : Object_Access;
   end record;

end Orb_Core.Registry;
