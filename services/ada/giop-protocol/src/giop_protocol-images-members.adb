with Ada.Strings.Fixed;
with Corba.Octets;
with GIOP_Protocol.Faults;

package body GIOP_Protocol.Images.Members is

   use all type Kit.JSON.Kinds;

   -------------
   -- Text_Of --
   -------------

   function Text_Of (Within : Kit.JSON.Value; Name : String) return String is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Within, Name);
   begin
      if Kit.JSON.Kind (Item) /= String_Value then
         Faults.Refuse (Name, "must be a string");
      elsif (for some Part of Kit.JSON.As_String (Item) => Part = ASCII.NUL) then
         Faults.Refuse (Name, "must not hold a zero character");
      end if;
      return Kit.JSON.As_String (Item);
   end Text_Of;

   ---------------
   -- Octets_Of --
   ---------------

   function Octets_Of (Within : Kit.JSON.Value; Name : String) return String is
   begin
      return Corba.Octets.From_Hex (Text_Of (Within, Name));
   exception
      when Corba.Octets.Not_Hex =>
         Faults.Refuse (Name, "must be octets as hexadecimal digits");
   end Octets_Of;

   -------------
   -- Flag_Of --
   -------------

   function Flag_Of
     (Within : Kit.JSON.Value; Name : String; Default : Boolean) return Boolean
   is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Within, Name);
   begin
      case Kit.JSON.Kind (Item) is
         when Null_Value    => return Default;
         when Boolean_Value => return Kit.JSON.As_Boolean (Item);
         when others        => Faults.Refuse (Name, "must be a boolean");
      end case;
   end Flag_Of;

   ---------------
   -- Number_Of --
   ---------------

   function Number_Of
     (Within  : Kit.JSON.Value;
      Name    : String;
      Default : Long_Long_Integer := -1;
      Most    : Long_Long_Integer := 2**32 - 1) return Interfaces.Unsigned_32
   is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Within, Name);
   begin
      if Kit.JSON.Kind (Item) = Null_Value and then Default >= 0 then
         return Interfaces.Unsigned_32 (Default);
      elsif Kit.JSON.Kind (Item) /= Integer_Value
        or else Kit.JSON.As_Integer (Item) not in 0 .. Most
      then
         Faults.Refuse (Name, "must be an integer from 0 to" & Most'Image);
      end if;
      return Interfaces.Unsigned_32 (Kit.JSON.As_Integer (Item));
   end Number_Of;

   ---------------
   -- Choice_Of --
   ---------------

   function Choice_Of
     (Within : Kit.JSON.Value; Name, First, Second, Third : String; Default : Natural)
      return Natural is
   begin
      if not Kit.JSON.Has (Within, Name) then
         return Default;
      end if;
      declare
         Given : constant String := Text_Of (Within, Name);
      begin
         if Given = First then
            return 0;
         elsif Given = Second then
            return 1;
         elsif Given = Third and then Third /= "" then
            return 2;
         end if;
      end;
      Faults.Refuse
        (Name, "must be " & First & (if Third = "" then " or " else ", ") & Second
         & (if Third = "" then "" else " or " & Third));
   end Choice_Of;

   -------------
   -- List_Of --
   -------------

   function List_Of
     (Within : Kit.JSON.Value; Name : String; Most : Positive) return Kit.JSON.Value
   is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Within, Name);
   begin
      if Kit.JSON.Kind (Item) = Null_Value then
         return Kit.JSON.Empty_Array;
      elsif Kit.JSON.Kind (Item) /= Array_Value then
         Faults.Refuse (Name, "must be an array");
      elsif Kit.JSON.Length (Item) > Most then
         Faults.Refuse (Name, "has more than" & Most'Image & " elements");
      end if;
      return Item;
   end List_Of;

   -------------------
   -- Element_Place --
   -------------------

   function Element_Place (List : String; Nth : Positive; Member : String := "") return String is
     (List & '[' & Ada.Strings.Fixed.Trim (Integer'Image (Nth - 1), Ada.Strings.Left) & ']'
      & (if Member = "" then "" else '.' & Member));

end GIOP_Protocol.Images.Members;
