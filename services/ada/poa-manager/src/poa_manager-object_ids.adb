with Corba.Octets;
with Corba.System_Exceptions;
with Interfaces;
with POA_Manager.Object_Keys;
with POA_Manager.Policies;

package body POA_Manager.Object_Ids is

   use Corba.System_Exceptions;
   use all type POA_Manager.Policies.Values;
   use type Interfaces.Unsigned_32;

   Not_Made_Here : constant Minor_Code := OMG_Set or 14;
   Bad_Id        : constant Minor_Code := Polyorb_Set or 39;

   ----------
   -- Make --
   ----------

   --  The life is part of it: a persistent POA may still be asked for an id
   --  that it made before it was started again.
   function Make (Within : not null Adapter_Access) return String is
      Number : Interfaces.Unsigned_32;
      Octets : String (1 .. 4);
   begin
      Within.Last_Id := Within.Last_Id + 1;
      Number := Interfaces.Unsigned_32 (Within.Last_Id);
      for Index in reverse Octets'Range loop
         Octets (Index) := Character'Val (Number and 16#FF#);
         Number := Number / 256;
      end loop;
      return Object_Keys.Life & Corba.Octets.To_Hex (Octets);
   end Make;

   -----------
   -- Check --
   -----------

   procedure Check (Within : not null Adapter_Access; Id : String) is
      Last : String (1 .. 16) := (others => ' ');
   begin
      if Id'Length not in 1 .. Max_Length
        or else (for some Item of Id => Item in ASCII.NUL .. ASCII.US)
      then
         Throw
           (Bad_Param, Bad_Id, "an object id has 1 to 256 octets, no control characters");
      elsif Has (Within, User_Id) then
         return;
      elsif Id'Length = Last'Length
        and then (for all Item of Id => Item in '0' .. '9' | 'a' .. 'f')
      then
         Last := Id;
      end if;
      if Last (1) = ' '
        or else (Last (1 .. 8) = Object_Keys.Life
                 and then Interfaces.Unsigned_32'Value ("16#" & Last (9 .. 16) & "#")
                   not in 1 .. Interfaces.Unsigned_32 (Within.Last_Id))
        or else (Last (1 .. 8) /= Object_Keys.Life and then not Has (Within, Persistent))
      then
         Throw (Bad_Param, Not_Made_Here, "the POA has not made this object id");
      end if;
   end Check;

end POA_Manager.Object_Ids;
