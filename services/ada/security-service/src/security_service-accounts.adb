with Ada.Containers.Indefinite_Hashed_Maps;
with Ada.Strings.Fixed;
with Ada.Strings.Hash;
with Security_Service.Files;
with Security_Service.Keys;

package body Security_Service.Accounts is

   use Ada.Strings.Fixed;

   Digest_Length : constant := 64;

   type Account is record
      Roles  : Kit.JSON.Value;
      Digest : String (1 .. Digest_Length);
   end record;

   package Maps is new Ada.Containers.Indefinite_Hashed_Maps
     (String, Account, Ada.Strings.Hash, "=");

   Known_Ones : Maps.Map;

   function Split (Text : String) return Kit.JSON.Value;

   -----------
   -- Split --
   -----------

   function Split (Text : String) return Kit.JSON.Value is
      First : Positive := Text'First;
   begin
      return Result : Kit.JSON.Value := Kit.JSON.Empty_Array do
         for Index in Text'First .. Text'Last + 1 loop
            if Index > Text'Last or else Text (Index) = ',' then
               if not Is_Subject (Text (First .. Index - 1)) then
                  raise Unusable with "a role is no name";
               end if;
               Kit.JSON.Append (Result, Kit.JSON."+" (Text (First .. Index - 1)));
               First := Index + 1;
            end if;
         end loop;
      end return;
   end Split;

   ---------
   -- Set --
   ---------

   procedure Set (Text : String) is

      procedure Add (Line : String);

      procedure Add (Line : String) is
         First  : constant Natural := Index (Line, ":");
         Second : constant Natural :=
           (if First = 0 then 0 else Index (Line (First + 1 .. Line'Last), ":"));
      begin
         if Second = 0
           or else Line'Last - Second /= Digest_Length
           or else (for some Item of Line (Second + 1 .. Line'Last) =>
                      Item not in '0' .. '9' | 'a' .. 'f')
           or else not Is_Subject (Line (Line'First .. First - 1))
         then
            raise Unusable with "a line is not subject:role,role:digest";
         elsif Natural (Known_Ones.Length) = Max_Accounts then
            raise Unusable with "there are more than 1000 accounts";
         elsif Known_Ones.Contains (Line (Line'First .. First - 1)) then
            raise Unusable with "a subject stands there twice";
         end if;
         Known_Ones.Insert
           (Line (Line'First .. First - 1),
            (Split (Line (First + 1 .. Second - 1)), Line (Second + 1 .. Line'Last)));
      end Add;

   begin
      Known_Ones.Clear;
      Files.For_Each_Line (Text, Add'Access);
   end Set;

   -----------
   -- Check --
   -----------

   procedure Check
     (Subject, Credential : String; Roles : out Kit.JSON.Value; Result : out Outcome)
   is
      Nobody : constant Account := (Kit.JSON.Empty_Array, (others => '-'));
      Found  : constant Account :=
        (if Known_Ones.Contains (Subject) then Known_Ones (Subject) else Nobody);
   begin
      Roles := Kit.JSON.Empty_Array;
      --  Compared for nobody too: time does not tell who is known.
      if Keys.Same (Keys.Digest (Credential), Found.Digest) then
         Roles  := Found.Roles;
         Result := Known;
      elsif Credential = "" and then not Known_Ones.Contains (Subject) then
         Kit.JSON.Append (Roles, Kit.JSON."+" ("guest"));
         Result := Guest;
      else
         Result := Refused;
      end if;
   end Check;

end Security_Service.Accounts;
