with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Corba.CDR;
with Corba.Corbaloc;
with Corba.IOR;
with Corba.Octets;
with Corba.System_Exceptions;
with Interfaces;
with Kit.UTF8;

package body Orb_Core.Describing is

   use Ada.Strings.Unbounded;
   use Corba.References;
   use Corba.System_Exceptions;
   use all type Kit.JSON.Kinds;
   use type Interfaces.Unsigned_32;
   use type Kit.JSON.Value;

   Bad_Scheme  : constant Minor_Code := OMG_Set or 7;
   Bad_Member  : constant Minor_Code := Polyorb_Set or 10;

   ORB_Type       : constant Tag := 0;
   Code_Sets      : constant Tag := 1;
   Alternate_IIOP : constant Tag := 3;

   subtype Value is Kit.JSON.Value;

   function Component_Image (Item : Component) return Value;
   function Profile_Image (Item : Profile) return Value;
   procedure Add_Decoded (To : in out Value; Item : Component);
   procedure Add_Key (To : in out Value; Key : String);
   function To_Profile (Item : Value) return Profile;

   --  The member as a string; Default when it is absent.
   function Text (Item : Value; Name : String; Default : String) return String;

   -----------------
   -- Add_Decoded --
   -----------------

   procedure Add_Decoded (To : in out Value; Item : Component) is
      From   : Corba.CDR.Decoder := Corba.CDR.Open (To_String (Item.Data));
      Number : Interfaces.Unsigned_32;
      Port   : Natural;
   begin
      case Item.Of_Tag is
         when ORB_Type =>
            Corba.CDR.Get_Unsigned_Long (From, Number);
            Kit.JSON.Add (To, "orbType", Long_Long_Integer (Number));
         when Code_Sets =>
            Corba.CDR.Get_Unsigned_Long (From, Number);
            Kit.JSON.Add (To, "nativeCharCodeSet", Long_Long_Integer (Number));
         when Alternate_IIOP =>
            Kit.JSON.Add (To, "host", Corba.CDR.Get_String (From));
            Corba.CDR.Get_Unsigned_Short (From, Port);
            Kit.JSON.Add (To, "port", Long_Long_Integer (Port));
         when others =>
            null;
      end case;
   exception
      --  A component that cannot be read is shown by its octets alone.
      when Raised =>
         Kit.JSON.Set (To, "malformed", +True);
   end Add_Decoded;

   ---------------------
   -- Component_Image --
   ---------------------

   function Component_Image (Item : Component) return Value is
      Result : Value := Kit.JSON.Empty_Object;
      Name   : constant String :=
        (case Item.Of_Tag is
            when 0      => "TAG_ORB_TYPE",
            when 1      => "TAG_CODE_SETS",
            when 2      => "TAG_POLICIES",
            when 3      => "TAG_ALTERNATE_IIOP_ADDRESS",
            when 20     => "TAG_SSL_SEC_TRANS",
            when 33     => "TAG_CSI_SEC_MECH_LIST",
            when others => "");
   begin
      Kit.JSON.Add (Result, "tag", Long_Long_Integer (Item.Of_Tag));
      if Name /= "" then
         Kit.JSON.Add (Result, "name", Name);
      end if;
      Kit.JSON.Add (Result, "dataHex", Corba.Octets.To_Hex (To_String (Item.Data)));
      if Item.Of_Tag in ORB_Type | Code_Sets | Alternate_IIOP then
         Add_Decoded (Result, Item);
      end if;
      return Result;
   end Component_Image;

   -------------
   -- Add_Key --
   -------------

   procedure Add_Key (To : in out Value; Key : String) is
      Is_Text : constant Boolean :=
        Kit.UTF8.Is_Valid (Key)
        and then (for all Item of Key => Item not in ASCII.NUL .. ASCII.US);
   begin
      Kit.JSON.Add (To, "key", (if Is_Text then +Key else Kit.JSON.Nothing));
      Kit.JSON.Add (To, "keyHex", Corba.Octets.To_Hex (Key));
   end Add_Key;

   -------------------
   -- Profile_Image --
   -------------------

   function Profile_Image (Item : Profile) return Value is
      Result     : Value := Kit.JSON.Empty_Object;
      Components : Value := Kit.JSON.Empty_Array;
   begin
      Kit.JSON.Add (Result, "tag", Long_Long_Integer (Item.Of_Tag));
      for Part of Corba.References.Components (Item.Components) loop
         Kit.JSON.Append (Components, Component_Image (Part));
      end loop;
      case Item.Of_Tag is
         when Internet_IOP =>
            Kit.JSON.Add
              (Result, "version",
               ("1." & Ada.Strings.Fixed.Trim (Item.Minor'Image, Ada.Strings.Left)));
            Kit.JSON.Add (Result, "host", To_String (Item.Host));
            Kit.JSON.Add (Result, "port", Long_Long_Integer (Item.Port));
            Add_Key (Result, To_String (Item.Key));
            Kit.JSON.Add (Result, "components", Components);
         when Multiple_Components =>
            Kit.JSON.Add (Result, "components", Components);
         when others =>
            Kit.JSON.Add (Result, "dataHex", Corba.Octets.To_Hex (To_String (Item.Data)));
      end case;
      return Result;
   end Profile_Image;

   -----------
   -- Image --
   -----------

   function Image (Item : Reference) return Value is
      Result   : Value := Kit.JSON.Empty_Object;
      Profiles : Value := Kit.JSON.Empty_Array;
   begin
      Kit.JSON.Add (Result, "typeId", Type_Id (Item));
      Kit.JSON.Add (Result, "nil", Is_Nil (Item));
      for Index in 1 .. Count (Item) loop
         Kit.JSON.Append (Profiles, Profile_Image (Nth (Item, Index)));
      end loop;
      Kit.JSON.Add (Result, "profiles", Profiles);
      return Result;
   end Image;

   ----------
   -- Text --
   ----------

   function Text (Item : Value; Name : String; Default : String) return String is
      Found : constant Value := Kit.JSON.Get (Item, Name);
   begin
      case Kit.JSON.Kind (Found) is
         when Null_Value   => return Default;
         when String_Value => return Kit.JSON.As_String (Found);
         when others       => Throw (Bad_Param, Bad_Member, Name & " must be a string");
      end case;
   end Text;

   ----------------
   -- To_Profile --
   ----------------

   function To_Profile (Item : Value) return Profile is
      Result  : Profile;
      Version : constant String := Text (Item, "version", "1.2");
      Port    : constant Value := Kit.JSON.Get (Item, "port");
   begin
      Result.Host := To_Unbounded_String (Text (Item, "host", ""));
      if Length (Result.Host) not in 1 .. 255
        or else Index (Result.Host, (1 => ASCII.NUL)) > 0
      then
         Throw (Bad_Param, Bad_Member, "a profile needs a host of 1 to 255 characters");
      elsif Version not in "1.0" | "1.1" | "1.2" then
         Throw (Bad_Param, Bad_Member, "version must be 1.0, 1.1 or 1.2");
      end if;
      Result.Minor := Character'Pos (Version (Version'Last)) - Character'Pos ('0');
      if Kit.JSON.Kind (Port) = Integer_Value
        and then Kit.JSON.As_Integer (Port) in 1 .. 65_535
      then
         Result.Port := Natural (Kit.JSON.As_Integer (Port));
      elsif Kit.JSON.Kind (Port) /= Null_Value then
         Throw (Bad_Param, Bad_Member, "port must lie in 1 .. 65535");
      end if;
      Result.Key := To_Unbounded_String
        (if Kit.JSON.Has (Item, "keyHex")
         then Corba.Octets.From_Hex (Text (Item, "keyHex", ""))
         else Text (Item, "key", ""));
      if Length (Result.Key) = 0 then
         Throw (Bad_Param, Bad_Member, "a profile needs key or keyHex");
      end if;
      return Result;
   exception
      when Corba.Octets.Not_Hex =>
         Throw (Bad_Param, Bad_Member, "keyHex must be pairs of hexadecimal digits");
   end To_Profile;

   ------------------
   -- To_Reference --
   ------------------

   function To_Reference (Item : Value) return Reference is
      Profiles : constant Value := Kit.JSON.Get (Item, "profiles");
   begin
      if Kit.JSON.Kind (Profiles) /= Array_Value then
         Throw (Bad_Param, Bad_Member, "profiles must be an array");
      end if;
      return Result : Reference := Make (Text (Item, "typeId", "")) do
         if Ada.Strings.Fixed.Index (Type_Id (Result), (1 => ASCII.NUL)) > 0 then
            Throw (Bad_Param, Bad_Member, "typeId must not hold a zero character");
         end if;
         for Index in 1 .. Kit.JSON.Length (Profiles) loop
            Add (Result, To_Profile (Kit.JSON.Element (Profiles, Index)));
         end loop;
      end return;
   end To_Reference;

   -----------
   -- Parse --
   -----------

   function Parse (Text : String) return Reference is
   begin
      if Corba.IOR.Is_IOR (Text) then
         return Corba.IOR.Parse (Text);
      elsif Corba.Corbaloc.Is_Corbaloc (Text) then
         return Corba.Corbaloc.Parse (Text);
      end if;
      Throw (Bad_Param, Bad_Scheme, "a reference starts with IOR: or corbaloc:");
   end Parse;

end Orb_Core.Describing;
