with Ada.Environment_Variables;

package body Kit.Env is

   -----------
   -- Value --
   -----------

   function Value (Name : String; Default : String := "") return String is
      Found : constant String := Ada.Environment_Variables.Value (Name, "");
   begin
      return (if Found = "" then Default else Found);
   end Value;

   ------------
   -- Number --
   ------------

   function Number (Name : String; Default, Low, High : Integer) return Integer is
      Text   : constant String := Value (Name);
      Result : Integer := 0;
   begin
      if Text = "" then
         return Default;
      end if;
      for Item of Text loop
         if Item not in '0' .. '9' or else Result > 100_000_000 then
            raise Invalid_Setting with Name & " is not a number: " & Text;
         end if;
         Result := Result * 10 + Character'Pos (Item) - Character'Pos ('0');
      end loop;
      if Result not in Low .. High then
         raise Invalid_Setting
           with Name & " must lie in" & Low'Image & " .." & High'Image & ": " & Text;
      end if;
      return Result;
   end Number;

end Kit.Env;
