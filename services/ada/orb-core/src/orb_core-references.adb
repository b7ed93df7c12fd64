with Orb_Core.System_Exceptions;

package body Orb_Core.References is

   use Orb_Core.System_Exceptions;
   use type Interfaces.Unsigned_32;

   Too_Many : constant Minor_Code := Polyorb_Set or 4;

   ----------------
   -- Components --
   ----------------

   function Components (From : Component_Set) return Component_List is
      Result : Component_List (1 .. Natural (From.Items.Length));
   begin
      for Index in Result'Range loop
         Result (Index) := From.Items (Index);
      end loop;
      return Result;
   end Components;

   function Count (From : Component_Set) return Natural is (Natural (From.Items.Length));

   ---------
   -- Add --
   ---------

   procedure Add (To : in out Component_Set; Item : Component) is
   begin
      if Count (To) = Max_Components then
         Throw (Marshal, Too_Many, "more than" & Integer'Image (Max_Components) & " components");
      end if;
      To.Items.Append (Item);
   end Add;

   procedure Add (To : in out Reference; Item : Profile) is
   begin
      if Count (To) = Max_Profiles then
         Throw (Marshal, Too_Many, "more than" & Integer'Image (Max_Profiles) & " profiles");
      end if;
      To.Profiles.Append (Item);
   end Add;

   function Make (Type_Id : String) return Reference is
     (Of_Type => To_Unbounded_String (Type_Id), Profiles => <>);

   function Type_Id (From : Reference) return String is (To_String (From.Of_Type));

   function Count (From : Reference) return Natural is (Natural (From.Profiles.Length));

   function Nth (From : Reference; Index : Positive) return Profile is
     (From.Profiles (Index));

   function Is_Nil (Item : Reference) return Boolean is
     (Item.Profiles.Is_Empty and then Length (Item.Of_Type) = 0);

   ----------------
   -- First_IIOP --
   ----------------

   function First_IIOP (From : Reference) return Natural is
   begin
      for Index in 1 .. Count (From) loop
         if From.Profiles (Index).Of_Tag = Internet_IOP then
            return Index;
         end if;
      end loop;
      return 0;
   end First_IIOP;

end Orb_Core.References;
