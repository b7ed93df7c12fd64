with Ada.Strings.Fixed;
with Corba.Escapes;
with Corba.Octets;
with Kit.Posix;

package body POA_Manager.Object_Keys is

   use Ada.Strings.Fixed;

   function New_Life return String;

   function Unescaped (Text : String) return String;

   --------------
   -- New_Life --
   --------------

   function New_Life return String is
      Octets : String (1 .. 4);
   begin
      Kit.Posix.Fill_Random (Octets);
      return Corba.Octets.To_Hex (Octets);
   end New_Life;

   This_Life : constant String := New_Life;

   function Life return String is (This_Life);

   ---------------
   -- Unescaped --
   ---------------

   function Unescaped (Text : String) return String is
   begin
      return Corba.Escapes.Unescaped (Text);
   exception
      when Corba.Escapes.Cut_Off | Corba.Octets.Not_Hex =>
         raise Malformed;
   end Unescaped;

   function Image (Path, Span, Id : String) return String is
     (Path & '/' & Span & '/' & Corba.Escapes.Escaped (Id));

   -----------
   -- Parse --
   -----------

   function Parse (Key : String) return Parts is
      Last   : constant Natural := Index (Key, "/", Ada.Strings.Backward);
      Middle : constant Natural :=
        (if Last <= Key'First then 0
         else Index (Key (Key'First .. Last - 1), "/", Ada.Strings.Backward));
   begin
      if Middle <= Key'First or else Last = Key'Last then
         raise Malformed;
      end if;
      return
        (Path => To_Unbounded_String (Key (Key'First .. Middle - 1)),
         Span => To_Unbounded_String (Key (Middle + 1 .. Last - 1)),
         Id   => To_Unbounded_String (Unescaped (Key (Last + 1 .. Key'Last))));
   end Parse;

end POA_Manager.Object_Keys;
