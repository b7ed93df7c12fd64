with Kit.UTF8;

package body Orb_Core.Servants.Echo is

   use Orb_Core.Signatures;
   use type Kit.JSON.Value;

   Message : constant Parameter := (new String'("message"), Text);

   All_Operations : constant Operation_List :=
     ((new String'("echo"), Any, ((new String'("value"), Any), others => <>), 1),
      (new String'("reverse"), Text, (Message, others => <>), 1),
      (new String'("length"), Unsigned_Long, (Message, others => <>), 1));

   --  Character by character, not octet by octet.
   function Reversed (Item : String) return String;

   function Operations (Self : Instance) return Operation_List is (All_Operations);

   --------------
   -- Reversed --
   --------------

   function Reversed (Item : String) return String is
      Result : String (1 .. Item'Length);
      First  : Positive := Item'First;
      Last   : Natural  := Result'Last;
      Size   : Positive;
   begin
      while First <= Item'Last loop
         Size := Integer'Max (1, Kit.UTF8.Sequence_Length (Item, First));
         Result (Last - Size + 1 .. Last) := Item (First .. First + Size - 1);
         First := First + Size;
         Last  := Last - Size;
      end loop;
      return Result;
   end Reversed;

   ------------
   -- Invoke --
   ------------

   overriding procedure Invoke
     (Self      : in out Instance;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value)
   is
      pragma Unreferenced (Self);
   begin
      if Operation = "echo" then
         Result := Kit.JSON.Element (Arguments, 1);
      elsif Operation = "reverse" then
         Result := +Reversed (Text (Arguments, 1));
      elsif Operation = "length" then
         Result := +Long_Long_Integer (Kit.UTF8.Length (Text (Arguments, 1)));
      end if;
   end Invoke;

end Orb_Core.Servants.Echo;
