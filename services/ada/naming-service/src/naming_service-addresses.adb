with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Corba.Corbaloc;
with Corba.IOR;
with Corba.References;

package body Naming_Service.Addresses is

   use Ada.Strings.Unbounded;
   use Corba.References;
   use type Corba.References.Tag;

   Own_Host : Unbounded_String := To_Unbounded_String (Name);
   Own_Port : Positive := Default_Port;

   function Plain (Number : Natural) return String is
     (Ada.Strings.Fixed.Trim (Number'Image, Ada.Strings.Left));

   function Parsed (Text : String) return Reference is
     (if Corba.IOR.Is_IOR (Text) then Corba.IOR.Parse (Text) else Corba.Corbaloc.Parse (Text));

   ---------------
   -- Configure --
   ---------------

   procedure Configure (Host : String; Port : Positive) is
   begin
      Own_Host := To_Unbounded_String (Host);
      Own_Port := Port;
   end Configure;

   -----------------------
   -- Context_Reference --
   -----------------------

   function Context_Reference (Id : Natural) return String is
     ("corbaloc::1.2@" & To_String (Own_Host) & ':' & Plain (Own_Port) & '/' & Root_Key
      & (if Id = 0 then "" else '/' & Plain (Id)));

   --------------------
   -- Context_Of_Key --
   --------------------

   function Context_Of_Key (Key : String) return Integer is
      Length : constant Positive := Root_Key'Length;
   begin
      if Key = Root_Key then
         return 0;
      elsif Key'Length not in Length + 2 .. Length + 10
        or else Key (Key'First .. Key'First + Length) /= Root_Key & '/'
        or else Key (Key'First + Length + 1) = '0'
        or else (for some Item of Key (Key'First + Length + 1 .. Key'Last) =>
                   Item not in '0' .. '9')
      then
         return -1;
      end if;
      return Natural'Value (Key (Key'First + Length + 1 .. Key'Last));
   end Context_Of_Key;

   ----------------
   -- Context_Of --
   ----------------

   function Context_Of (Reference : String) return Integer is
      Item : constant Corba.References.Reference := Parsed (Reference);
   begin
      for Index in 1 .. Count (Item) loop
         declare
            Way : constant Profile := Nth (Item, Index);
         begin
            if Way.Of_Tag = Internet_IOP and then Way.Host = Own_Host
              and then Way.Port = Own_Port
            then
               return Context_Of_Key (To_String (Way.Key));
            end if;
         end;
      end loop;
      return -1;
   end Context_Of;

   ------------------
   -- Is_Reference --
   ------------------

   function Is_Reference (Text : String) return Boolean is
     (Corba.IOR.Is_IOR (Text) or else Corba.Corbaloc.Is_Corbaloc (Text));

   -------------
   -- Type_Id --
   -------------

   function Type_Id (Reference : String) return String is
     (Corba.References.Type_Id (Parsed (Reference)));

end Naming_Service.Addresses;
