with Ada.Characters.Handling;
with Ada.Exceptions;
with Ada.Strings.Fixed;
with Corba.Corbaloc;
with Corba.Escapes;
with Corba.Octets;
with Corba.System_Exceptions;
with Interfaces;
with Naming_Service.Addresses;

package body Naming_Service.Corbaname is

   use Ada.Strings.Fixed;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   Prefix : constant String := "corbaname:";

   --  BAD_PARAM of CORBA's string_to_object.
   Bad_Scheme  : constant Minor_Code := OMG_Set or 7;
   Bad_Address : constant Minor_Code := OMG_Set or 8;
   Bad_Key     : constant Minor_Code := OMG_Set or 9;
   Bad_Name    : constant Minor_Code := OMG_Set or 10;

   Max_Length  : constant := 16_384;

   function Unescaped (Text : String) return String;

   --  With the key that stands for none.
   function With_Key (Address : String) return String is
     (if Index (Address, "/") = 0 then Address & '/' & Addresses.Root_Key
      elsif Address (Address'Last) = '/' then Address & Addresses.Root_Key
      else Address);

   --  rir: with the key that it may name.
   function Is_Initial (Address : String) return Boolean is
     (Address in "rir:" | "rir:/" or else Address = "rir:/" & Addresses.Root_Key);

   ---------------
   -- Unescaped --
   ---------------

   function Unescaped (Text : String) return String is
   begin
      return Corba.Escapes.Unescaped (Text);
   exception
      when Corba.Escapes.Cut_Off =>
         Throw (Bad_Param, Bad_Name, "the name ends within a %-escape");
      when Corba.Octets.Not_Hex =>
         Throw (Bad_Param, Bad_Name, "a %-escape in the name is not two hexadecimal digits");
   end Unescaped;

   -----------
   -- Parse --
   -----------

   function Parse (Text : String) return URL is
      Hash  : constant Natural := Index (Text, "#");
      First : constant Positive := Text'First + Prefix'Length;
      Last  : constant Natural := (if Hash = 0 then Text'Last else Hash - 1);

      function Context return Corba.References.Reference is
        (if Is_Initial (Text (First .. Last)) then Corba.References.Make ("")
         else Corba.Corbaloc.Parse
           (Corba.Corbaloc.Prefix & With_Key (Text (First .. Last))));
   begin
      if Text'Length <= Prefix'Length
        or else Ada.Characters.Handling.To_Lower (Text (Text'First .. First - 1)) /= Prefix
      then
         Throw (Bad_Param, Bad_Scheme, "such a URL starts with corbaname:");
      elsif Text'Length > Max_Length then
         Throw (Imp_Limit, Polyorb_Set or 2, "a corbaname URL of more than 16 KiB");
      elsif Index (Text (First .. Last), "rir:") = First
        and then not Is_Initial (Text (First .. Last))
      then
         Throw (Bad_Param, Bad_Key, "only NameService may follow rir:/");
      elsif Hash in 0 | Text'Last then
         return (Named => 0, Context => Context, Name => <>);
      end if;
      declare
         Name : constant Names.Name := Names.Parse (Unescaped (Text (Hash + 1 .. Text'Last)));
      begin
         return (Named => Name'Length, Context => Context, Name => Name);
      end;
   exception
      when Error : Names.Malformed =>
         Throw
           (Bad_Param, Bad_Name, "the name, " & Ada.Exceptions.Exception_Message (Error));
   end Parse;

   -----------
   -- Image --
   -----------

   function Image (Address, Name : String) return String is
      Result  : constant String := Prefix & Address
        & (if Name = "" then ""
           else '#' & Corba.Corbaloc.Escaped (Names.Image (Names.Parse (Name))));
      Checked : constant URL := Parse (Result);
      pragma Unreferenced (Checked);
   begin
      if Index (Address, "#") > 0 then
         Throw (Bad_Param, Bad_Address, "an address must not hold a #");
      end if;
      return Result;
   end Image;

end Naming_Service.Corbaname;
