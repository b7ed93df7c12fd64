--  Object references: where an object can be reached, and as what.

private with Ada.Finalization;
with Ada.Strings.Unbounded;
with Interfaces;

package Corba.References is

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

   --  With one profile, for IIOP 1.2.
   function Make_IIOP (Type_Id, Host : String; Port : Positive; Key : String)
      return Reference;

   --  Raises MARSHAL past Max_Profiles.
   procedure Add (To : in out Reference; Item : Profile);

   function Type_Id (From : Reference) return String;
   function Count (From : Reference) return Natural;
   function Nth (From : Reference; Index : Positive) return Profile;
   function Is_Nil (Item : Reference) return Boolean;

   --  Index of the first profile for IIOP; 0 for none.
   function First_IIOP (From : Reference) return Natural;

private

   --  The lists are completed in the body: an instance of a container here
   --  would cost every unit that withs this one a third of its compile.

   type Component_Store;
   type Component_Store_Access is access Component_Store;

   type Component_Set is new Ada.Finalization.Controlled with record
      Store : Component_Store_Access;
   end record;

   overriding procedure Adjust (Item : in out Component_Set);
   overriding procedure Finalize (Item : in out Component_Set);
   overriding function "=" (Left, Right : Component_Set) return Boolean;

   type Profile_Store;
   type Profile_Store_Access is access Profile_Store;

   type Reference is new Ada.Finalization.Controlled with record
      Of_Type : Unbounded_String;
      Store   : Profile_Store_Access;
   end record;

   overriding procedure Adjust (Item : in out Reference);
   overriding procedure Finalize (Item : in out Reference);
   overriding function "=" (Left, Right : Reference) return Boolean;

end Corba.References;
