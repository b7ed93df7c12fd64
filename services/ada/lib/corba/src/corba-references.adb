with Ada.Containers.Vectors;
with Ada.Unchecked_Deallocation;
with Corba.System_Exceptions;

package body Corba.References is

   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   Too_Many : constant Minor_Code := Polyorb_Set or 4;

   package Component_Vectors is new Ada.Containers.Vectors (Positive, Component);

   type Component_Store is record
      Items : Component_Vectors.Vector;
   end record;

   package Profile_Vectors is new Ada.Containers.Vectors (Positive, Profile);

   type Profile_Store is record
      Items : Profile_Vectors.Vector;
   end record;

   procedure Free is new Ada.Unchecked_Deallocation (Component_Store, Component_Store_Access);
   procedure Free is new Ada.Unchecked_Deallocation (Profile_Store, Profile_Store_Access);

   ------------
   -- Adjust --
   ------------

   overriding procedure Adjust (Item : in out Component_Set) is
   begin
      if Item.Store /= null then
         Item.Store := new Component_Store'(Item.Store.all);
      end if;
   end Adjust;

   overriding procedure Adjust (Item : in out Reference) is
   begin
      if Item.Store /= null then
         Item.Store := new Profile_Store'(Item.Store.all);
      end if;
   end Adjust;

   --------------
   -- Finalize --
   --------------

   overriding procedure Finalize (Item : in out Component_Set) is
   begin
      Free (Item.Store);
   end Finalize;

   overriding procedure Finalize (Item : in out Reference) is
   begin
      Free (Item.Store);
   end Finalize;

   ---------
   -- "=" --
   ---------

   overriding function "=" (Left, Right : Component_Set) return Boolean is
     (Components (Left) = Components (Right));

   overriding function "=" (Left, Right : Reference) return Boolean is
     (Left.Of_Type = Right.Of_Type
      and then Count (Left) = Count (Right)
      and then (for all Index in 1 .. Count (Left) => Nth (Left, Index) = Nth (Right, Index)));

   ----------------
   -- Components --
   ----------------

   function Components (From : Component_Set) return Component_List is
      Result : Component_List (1 .. Count (From));
   begin
      for Index in Result'Range loop
         Result (Index) := From.Store.Items (Index);
      end loop;
      return Result;
   end Components;

   -----------
   -- Count --
   -----------

   function Count (From : Component_Set) return Natural is
     (if From.Store = null then 0 else Natural (From.Store.Items.Length));

   function Count (From : Reference) return Natural is
     (if From.Store = null then 0 else Natural (From.Store.Items.Length));

   ---------
   -- Add --
   ---------

   procedure Add (To : in out Component_Set; Item : Component) is
   begin
      if Count (To) = Max_Components then
         Throw (Marshal, Too_Many, "more than" & Integer'Image (Max_Components) & " components");
      elsif To.Store = null then
         To.Store := new Component_Store;
      end if;
      To.Store.Items.Append (Item);
   end Add;

   procedure Add (To : in out Reference; Item : Profile) is
   begin
      if Count (To) = Max_Profiles then
         Throw (Marshal, Too_Many, "more than" & Integer'Image (Max_Profiles) & " profiles");
      elsif To.Store = null then
         To.Store := new Profile_Store;
      end if;
      To.Store.Items.Append (Item);
   end Add;

   ----------
   -- Make --
   ----------

   function Make (Type_Id : String) return Reference is
   begin
      return Result : Reference do
         Result.Of_Type := To_Unbounded_String (Type_Id);
      end return;
   end Make;

   ---------------
   -- Make_IIOP --
   ---------------

   function Make_IIOP (Type_Id, Host : String; Port : Positive; Key : String)
      return Reference is
   begin
      return Result : Reference := Make (Type_Id) do
         Add
           (Result,
            (Host   => To_Unbounded_String (Host),
             Port   => Port,
             Key    => To_Unbounded_String (Key),
             others => <>));
      end return;
   end Make_IIOP;

   function Type_Id (From : Reference) return String is (To_String (From.Of_Type));

   function Nth (From : Reference; Index : Positive) return Profile is
     (From.Store.Items (Index));

   function Is_Nil (Item : Reference) return Boolean is
     (Count (Item) = 0 and then Length (Item.Of_Type) = 0);

   ----------------
   -- First_IIOP --
   ----------------

   function First_IIOP (From : Reference) return Natural is
   begin
      for Index in 1 .. Count (From) loop
         if From.Store.Items (Index).Of_Tag = Internet_IOP then
            return Index;
         end if;
      end loop;
      return 0;
   end First_IIOP;

end Corba.References;
