with Ada.Characters.Handling;
with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Corba.Corbaloc;
with Corba.References;
with Corba.System_Exceptions;
with Interfaces;
with Kit.HTTP;

package body Orb_Core.Corbaname is

   use Ada.Strings.Fixed;
   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   --  BAD_PARAM of CORBA's string_to_object.
   Bad_Name  : constant Minor_Code := OMG_Set or 10;

   --  NO_PERMISSION of our own.
   Elsewhere : constant Minor_Code := Polyorb_Set or 4;

   Max_Length : constant := 8_192;

   Our_Host   : Unbounded_String := To_Unbounded_String ("naming-service");

   --  Host, port and key as a corbaloc has them.
   procedure Check_Address (Text : String);

   ---------------
   -- Configure --
   ---------------

   procedure Configure (Naming_Host : String) is
   begin
      Our_Host := To_Unbounded_String (Naming_Host);
   end Configure;

   ------------------
   -- Is_Corbaname --
   ------------------

   function Is_Corbaname (Text : String) return Boolean is
     (Text'Length >= Prefix'Length
      and then Ada.Characters.Handling.To_Lower
        (Text (Text'First .. Text'First + Prefix'Length - 1)) = Prefix);

   -------------------
   -- Check_Address --
   -------------------

   procedure Check_Address (Text : String) is
      Slash : constant Natural := Index (Text, "/");
      From  : constant Corba.References.Reference := Corba.Corbaloc.Parse
        ("corbaloc:" & (if Slash = 0 then Text & "/NameService"
                        elsif Slash = Text'Last then Text & "NameService"
                        else Text));
   begin
      for Nth in 1 .. Corba.References.Count (From) loop
         if Corba.References.Nth (From, Nth).Host = Our_Host then
            return;
         end if;
      end loop;
      Throw
        (No_Permission, Elsewhere,
         "the name is one of another naming service than " & To_String (Our_Host));
   end Check_Address;

   -------------
   -- Name_In --
   -------------

   function Name_In (Text : String) return String is
      First : constant Positive := Text'First + Prefix'Length;
      Mark  : constant Natural := Index (Text, "#");
   begin
      if Text'Length > Max_Length then
         Throw (Imp_Limit, Polyorb_Set or 2, "a corbaname of more than 8 KiB");
      elsif Mark = 0 or else Mark = Text'Last then
         Throw (Bad_Param, Bad_Name, "a corbaname names no object without # and a name");
      elsif Text (First .. Mark - 1) not in "rir:" | "rir:/NameService" then
         Check_Address (Text (First .. Mark - 1));
      end if;
      return Kit.HTTP.Decoded (Text (Mark + 1 .. Text'Last));
   exception
      when Kit.HTTP.Refusal =>
         Throw (Bad_Param, Bad_Name, "a broken %-escape or a control character in the name");
   end Name_In;

end Orb_Core.Corbaname;
