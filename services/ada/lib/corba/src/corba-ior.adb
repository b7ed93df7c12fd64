with Ada.Characters.Handling;
with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Corba.Octets;
with Corba.System_Exceptions;
with Interfaces;

package body Corba.IOR is

   use Ada.Strings.Unbounded;
   use Corba.CDR;
   use Corba.References;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   --  BAD_PARAM of CORBA's string_to_object.
   Bad_Scheme       : constant Minor_Code := OMG_Set or 7;
   Bad_Rest         : constant Minor_Code := OMG_Set or 9;

   --  INV_OBJREF of our own.
   Unknown_Version  : constant Minor_Code := Polyorb_Set or 1;

   Max_Octets : constant := 65_536;

   function Parse_Profile (Of_Tag : Tag; Data : String) return Profile;
   procedure Get_Components (From : in out Decoder; Into : in out Component_Set);

   function Profile_Octets (Item : Profile; Order : Byte_Orders) return String;
   procedure Put_Components (To : in out Encoder; From : Component_Set);

   ------------
   -- Is_IOR --
   ------------

   function Is_IOR (Text : String) return Boolean is
     (Text'Length >= Prefix'Length
      and then Ada.Characters.Handling.To_Upper
        (Text (Text'First .. Text'First + Prefix'Length - 1)) = Prefix);

   --------------------
   -- Get_Components --
   --------------------

   procedure Get_Components (From : in out Decoder; Into : in out Component_Set) is
      Total  : Natural;
      Of_Tag : Tag;
   begin
      Get_Count (From, Octets_Each => 8, Limit => Max_Components, Item => Total);
      for Index in 1 .. Total loop
         Get_Unsigned_Long (From, Of_Tag);
         Add (Into, (Of_Tag, To_Unbounded_String (Get_Octets (From))));
      end loop;
   end Get_Components;

   -------------------
   -- Parse_Profile --
   -------------------

   function Parse_Profile (Of_Tag : Tag; Data : String) return Profile is
      Result : Profile := (Of_Tag => Of_Tag, others => <>);
      Major  : Natural;
      Minor  : Natural;
   begin
      case Of_Tag is
         when Internet_IOP =>
            declare
               From : Decoder := Open (Data);
            begin
               Get_Octet (From, Major);
               Get_Octet (From, Minor);
               if Major /= 1 then
                  Throw
                    (Inv_Objref, Unknown_Version,
                     "IIOP" & Major'Image & '.' & Minor'Image & " is not known");
               end if;
               --  A later minor version may only add at the end.
               Result.Minor := Natural'Min (Minor, 2);
               Result.Host  := To_Unbounded_String (Get_String (From));
               Get_Unsigned_Short (From, Result.Port);
               Result.Key   := To_Unbounded_String (Get_Octets (From));
               if Minor >= 1 then
                  Get_Components (From, Result.Components);
               end if;
            end;
         when Multiple_Components =>
            declare
               From : Decoder := Open (Data);
            begin
               Get_Components (From, Result.Components);
            end;
         when others =>
            Result.Data := To_Unbounded_String (Data);
      end case;
      return Result;
   end Parse_Profile;

   ---------
   -- Get --
   ---------

   procedure Get (From : in out Decoder; Item : out Reference) is
      Total  : Natural;
      Of_Tag : Tag;
   begin
      Item := Make (Get_String (From));
      Get_Count (From, Octets_Each => 8, Limit => Max_Profiles, Item => Total);
      for Index in 1 .. Total loop
         Get_Unsigned_Long (From, Of_Tag);
         Add (Item, Parse_Profile (Of_Tag, Get_Octets (From)));
      end loop;
   end Get;

   -----------
   -- Parse --
   -----------

   function Parse (Text : String) return Reference is
   begin
      if not Is_IOR (Text) then
         Throw (Bad_Param, Bad_Scheme, "a stringified reference starts with IOR:");
      elsif Text'Length > Prefix'Length + 2 * Max_Octets then
         Throw (Imp_Limit, Polyorb_Set or 1, "an IOR of more than 64 KiB");
      end if;
      declare
         From   : Decoder := Open
           (Octets.From_Hex (Text (Text'First + Prefix'Length .. Text'Last)));
         Result : Reference;
      begin
         Get (From, Result);
         --  Octets after the end are allowed: writers pad.
         return Result;
      end;
   exception
      when Error : Octets.Not_Hex =>
         Throw (Bad_Param, Bad_Rest, Ada.Exceptions.Exception_Message (Error));
   end Parse;

   --------------------
   -- Put_Components --
   --------------------

   procedure Put_Components (To : in out Encoder; From : Component_Set) is
   begin
      Put_Unsigned_Long (To, Interfaces.Unsigned_32 (Count (From)));
      for Item of Components (From) loop
         Put_Unsigned_Long (To, Item.Of_Tag);
         Put_Octets (To, To_String (Item.Data));
      end loop;
   end Put_Components;

   --------------------
   -- Profile_Octets --
   --------------------

   function Profile_Octets (Item : Profile; Order : Byte_Orders) return String is
      To : Encoder;
   begin
      case Item.Of_Tag is
         when Internet_IOP =>
            Start (To, Order);
            Put_Octet (To, 1);
            Put_Octet (To, Item.Minor);
            Put_String (To, To_String (Item.Host));
            Put_Unsigned_Short (To, Item.Port);
            Put_Octets (To, To_String (Item.Key));
            if Item.Minor >= 1 then
               Put_Components (To, Item.Components);
            end if;
            return Content (To);
         when Multiple_Components =>
            Start (To, Order);
            Put_Components (To, Item.Components);
            return Content (To);
         when others =>
            return To_String (Item.Data);
      end case;
   end Profile_Octets;

   ---------
   -- Put --
   ---------

   procedure Put (To : in out Encoder; Item : Reference; Order : Byte_Orders) is
   begin
      Put_String (To, Type_Id (Item));
      Put_Unsigned_Long (To, Interfaces.Unsigned_32 (Count (Item)));
      for Index in 1 .. Count (Item) loop
         Put_Unsigned_Long (To, Nth (Item, Index).Of_Tag);
         Put_Octets (To, Profile_Octets (Nth (Item, Index), Order));
      end loop;
   end Put;

   -----------
   -- Image --
   -----------

   function Image
     (Item  : Reference;
      Order : Byte_Orders := Big_Endian) return String
   is
      To : Encoder;
   begin
      Start (To, Order);
      Put (To, Item, Order);
      return Prefix & Octets.To_Hex (Content (To));
   end Image;

end Corba.IOR;
