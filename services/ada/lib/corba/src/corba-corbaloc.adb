with Ada.Characters.Handling;
with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Corba.Escapes;
with Corba.Octets;
with Corba.System_Exceptions;

package body Corba.Corbaloc is

   use Ada.Strings.Fixed;
   use Ada.Strings.Unbounded;
   use Corba.References;
   use Corba.System_Exceptions;
   use type Tag;

   --  BAD_PARAM of CORBA's string_to_object.
   Bad_Scheme  : constant Minor_Code := OMG_Set or 7;
   Bad_Address : constant Minor_Code := OMG_Set or 8;
   Bad_Key     : constant Minor_Code := OMG_Set or 9;
   Not_Fitting : constant Minor_Code := OMG_Set or 10;

   Max_Length  : constant := 8_192;

   function Unescaped (Text : String) return String;
   function Parse_Address (Text : String) return Profile;
   function Parse_Port (Text : String) return Positive;
   function Is_Host (Text : String) return Boolean;
   procedure Take_Version (Text : String; Into : in out Profile);
   function Plain (Number : Natural) return String is
     (Trim (Number'Image, Ada.Strings.Left));

   -----------------
   -- Is_Corbaloc --
   -----------------

   function Is_Corbaloc (Text : String) return Boolean is
     (Text'Length >= Prefix'Length
      and then Ada.Characters.Handling.To_Lower
        (Text (Text'First .. Text'First + Prefix'Length - 1)) = Prefix);

   -------------
   -- Escaped --
   -------------

   function Escaped (Key : String) return String is
      Result : Unbounded_String;
   begin
      for Item of Key loop
         if Item in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | ';' | '/' | ':' | '?' | '@' | '&'
           | '=' | '+' | '$' | ',' | '-' | '_' | '.' | '!' | '~' | '*' | ''' | '(' | ')'
         then
            Append (Result, Item);
         else
            Append (Result, '%' & Octets.To_Hex ((1 => Item)));
         end if;
      end loop;
      return To_String (Result);
   end Escaped;

   ---------------
   -- Unescaped --
   ---------------

   function Unescaped (Text : String) return String is
   begin
      return Escapes.Unescaped (Text);
   exception
      when Escapes.Cut_Off =>
         Throw (Bad_Param, Bad_Key, "the key ends within a %-escape");
      when Octets.Not_Hex =>
         Throw (Bad_Param, Bad_Key, "a %-escape in the key is not two hexadecimal digits");
   end Unescaped;

   ----------------
   -- Parse_Port --
   ----------------

   function Parse_Port (Text : String) return Positive is
   begin
      if Text'Length not in 1 .. 5
        or else (for some Item of Text => Item not in '0' .. '9')
        or else Natural'Value (Text) not in 1 .. 65_535
      then
         Throw (Bad_Param, Bad_Address, "the port must lie in 1 .. 65535");
      end if;
      return Positive'Value (Text);
   end Parse_Port;

   -------------
   -- Is_Host --
   -------------

   function Is_Host (Text : String) return Boolean is
     (Text'Length in 1 .. 255
      and then (for all Item of Text =>
                  Item in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '.' | '-' | '_'));

   ------------------
   -- Take_Version --
   ------------------

   procedure Take_Version (Text : String; Into : in out Profile) is
   begin
      if Text = "1.0" then
         Into.Minor := 0;
      elsif Text = "1.1" then
         Into.Minor := 1;
      elsif Text = "1.2" then
         Into.Minor := 2;
      else
         Throw (Bad_Param, Bad_Address, "the version of IIOP is 1.0, 1.1 or 1.2");
      end if;
   end Take_Version;

   -------------------
   -- Parse_Address --
   -------------------

   function Parse_Address (Text : String) return Profile is
      --  CORBA: an address that does not name a version means 1.0.
      Result : Profile := (Of_Tag => Internet_IOP, Minor => 0, others => <>);
      Colon  : constant Natural := Index (Text, ":");
      At_Sign : Natural;
      First  : Positive;
      Stop   : Natural;
   begin
      if Colon = 0 then
         Throw (Bad_Param, Bad_Address, "an address starts with iiop: or :");
      elsif Ada.Characters.Handling.To_Lower (Text (Text'First .. Colon - 1))
              not in "" | "iiop"
      then
         Throw
           (Bad_Param, Bad_Address,
            "the protocol "
            & Text (Text'First .. Integer'Min (Colon - 1, Text'First + 15))
            & " is not known");
      end if;
      At_Sign := Index (Text (Colon + 1 .. Text'Last), "@");
      First   := Colon + 1;
      if At_Sign > 0 then
         Take_Version (Text (Colon + 1 .. At_Sign - 1), Result);
         First := At_Sign + 1;
      end if;
      if First <= Text'Last and then Text (First) = '[' then
         --  An IPv6 address.
         Stop := Index (Text (First .. Text'Last), "]");
         if Stop = 0
           or else Stop - First not in 3 .. 46
           or else (for some Item of Text (First + 1 .. Stop - 1) =>
                      Item not in '0' .. '9' | 'a' .. 'f' | 'A' .. 'F' | ':' | '.')
         then
            Throw (Bad_Param, Bad_Address, "an IPv6 address must stand in brackets");
         end if;
         Result.Host := To_Unbounded_String (Text (First + 1 .. Stop - 1));
         Stop := Stop + 1;
      else
         Stop := Index (Text (First .. Text'Last), ":");
         if Stop = 0 then
            Stop := Text'Last + 1;
         end if;
         if not Is_Host (Text (First .. Stop - 1)) then
            Throw (Bad_Param, Bad_Address, "the host is missing or not a host name");
         end if;
         Result.Host := To_Unbounded_String (Text (First .. Stop - 1));
      end if;
      if Stop <= Text'Last then
         if Text (Stop) /= ':' then
            Throw (Bad_Param, Bad_Address, "only a port may follow the host");
         end if;
         Result.Port := Parse_Port (Text (Stop + 1 .. Text'Last));
      end if;
      return Result;
   end Parse_Address;

   -----------
   -- Parse --
   -----------

   function Parse (Text : String) return Reference is
      Result : Reference := Make ("");
      Slash  : Natural;
      First  : Positive;
   begin
      if not Is_Corbaloc (Text) then
         Throw (Bad_Param, Bad_Scheme, "such a URL starts with corbaloc:");
      elsif Text'Length > Max_Length then
         Throw (Imp_Limit, Polyorb_Set or 2, "a corbaloc URL of more than 8 KiB");
      end if;
      First := Text'First + Prefix'Length;
      Slash := Index (Text (First .. Text'Last), "/");
      if Slash = 0 or else Slash = Text'Last then
         Throw (Bad_Param, Bad_Key, "the object key is missing");
      elsif Slash = First then
         Throw (Bad_Param, Bad_Address, "the address is missing");
      end if;
      declare
         Key : constant Unbounded_String :=
           To_Unbounded_String (Unescaped (Text (Slash + 1 .. Text'Last)));
      begin
         for Place in First .. Slash loop
            if Place = Slash or else Text (Place) = ',' then
               declare
                  Item : Profile := Parse_Address (Text (First .. Place - 1));
               begin
                  Item.Key := Key;
                  Add (Result, Item);
               end;
               First := Place + 1;
            end if;
         end loop;
      end;
      return Result;
   end Parse;

   -----------
   -- Image --
   -----------

   function Image (Item : Reference) return String is
      Result : Unbounded_String;
      Key    : Unbounded_String;
   begin
      for Index in 1 .. Count (Item) loop
         declare
            Of_Item : constant Profile := Nth (Item, Index);
            Host    : constant String := To_String (Of_Item.Host);
         begin
            if Of_Item.Of_Tag = Internet_IOP then
               if Length (Result) > 0 and then Of_Item.Key /= Key then
                  Throw
                    (Bad_Param, Not_Fitting,
                     "the profiles have different keys; a corbaloc URL holds one");
               end if;
               Key := Of_Item.Key;
               Append
                 (Result,
                  (if Length (Result) = 0 then Prefix else ",")
                  & "iiop:1." & Plain (Of_Item.Minor) & '@'
                  & (if Ada.Strings.Fixed.Index (Host, ":") > 0
                     then '[' & Host & ']' else Host)
                  & ':' & Plain (Of_Item.Port));
            end if;
         end;
      end loop;
      if Length (Result) = 0 or else Length (Key) = 0 then
         Throw (Bad_Param, Not_Fitting, "the reference has no profile for IIOP with a key");
      end if;
      return To_String (Result) & '/' & Escaped (To_String (Key));
   end Image;

end Corba.Corbaloc;
