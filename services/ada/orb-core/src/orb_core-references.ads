--  Object references: where an object can be reached, and as what.

private with Ada.Containers.Vectors;
with Ada.Strings.Unbounded;
with Interfaces;

package Orb_Core.References is

   use Ada.Strings.Unbounded;

   subtype Tag is Interfaces.Unsigned_32;

   Internet_IOP           : constant Tag := 0;
   Multiple_Components    : constant Tag := 1;

   Default_IIOP_Port : constant := 2_809;

   Max_Profiles   : constant := 32;
   Max_Components : constant := 64;

   type Component is record
      Of_Tag : Tag;
      Data   : Unbounded_String;
   end record;

   type Component_List is array (Positive range <>) of Component;

   type Component_Set is private;

   function Components (From : Component_Set) return Component_List;
   function Count (From : Component_Set) return Natural;

   --  Raises MARSHAL past Max_Components.
   procedure Add (To : in out Component_Set; Item : Component);

   type Profile is record
      Of_Tag     : Tag := Internet_IOP;

      --  Of Internet_IOP alone.
      Minor      : Natural range 0 .. 2 := 2;
      Host       : Unbounded_String;
      Port       : Natural range 0 .. 65_535 := Default_IIOP_Port;
      Key        : Unbounded_String;

      --  Of Internet_IOP from 1.1 on and of Multiple_Components.
      Components : Component_Set;

      --  The octets of a profile with any other tag.
      Data       : Unbounded_String;
   end record;

   type Reference is private;

   --  A nil reference has neither type nor profile.
   function Make (Type_Id : String) return Reference;

   --  Raises MARSHAL past Max_Profiles.
   procedure Add (To : in out Reference; Item : Profile);

   function Type_Id (From : Reference) return String;
   function Count (From : Reference) return Natural;
   function Nth (From : Reference; Index : Positive) return Profile;
   function Is_Nil (Item : Reference) return Boolean;

   --  Index of the first profile for IIOP; 0 for none.
   function First_IIOP (From : Reference) return Natural;

private

   package Component_Vectors is new Ada.Containers.Vectors (Positive, Component);

   type Component_Set is record
      Items : Component_Vectors.Vector;
   end record;

   package Profile_Vectors is new Ada.Containers.Vectors (Positive, Profile);

   type Reference is record
      Of_Type  : Unbounded_String;
      Profiles : Profile_Vectors.Vector;
   end record;

end Orb_Core.References;
