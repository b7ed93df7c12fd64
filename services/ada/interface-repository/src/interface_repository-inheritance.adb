with Ada.Characters.Handling;
with Ada.Strings.Unbounded;

package body Interface_Repository.Inheritance is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;

   subtype Features is Kinds range Attribute .. Operation;

   --------------
   -- Add_Base --
   --------------

   procedure Add_Base
     (Self     : in out Readers.Reader;
      Item     : Model.Index;
      Base     : Model.Index;
      At_Place : Tokens.Place)
   is
      Name : constant String := To_String (Self.Repo.Definitions (Base).Name);
      Own  : Definition renames Self.Repo.Definitions (Item);

      procedure Add_Ancestor (One : Model.Index);

      procedure Add_Ancestor (One : Model.Index) is
      begin
         --  At most 64, so that to look through them costs little.
         if not Own.Ancestors.Contains (One) then
            if Natural (Own.Ancestors.Length) = Max_Ancestors then
               Tokens.Fail
                 (At_Place, "an interface inherits at most" & Max_Ancestors'Image & " others");
            end if;
            Own.Ancestors.Append (One);
         end if;
      end Add_Ancestor;

      Above : constant Index_Vectors.Vector := Self.Repo.Definitions (Base).Ancestors;
   begin
      if Self.Repo.Definitions (Base).Kind /= Interface_Kind then
         Tokens.Fail (At_Place, Name & " is no interface");
      elsif Self.Repo.Definitions (Base).Is_Forward then
         Tokens.Fail (At_Place, Name & " is declared, but not defined");
      elsif Own.Is_Abstract and then not Self.Repo.Definitions (Base).Is_Abstract then
         Tokens.Fail (At_Place, "an abstract interface inherits abstract ones only");
      elsif not Own.Is_Local and then Self.Repo.Definitions (Base).Is_Local then
         Tokens.Fail (At_Place, "only a local interface inherits a local one");
      elsif Own.Bases.Contains (Base) then
         Tokens.Fail (At_Place, Name & " is a base already");
      elsif Natural (Own.Bases.Length) = Max_Bases then
         Tokens.Fail (At_Place, "an interface has at most" & Max_Bases'Image & " bases");
      end if;
      Own.Bases.Append (Base);
      Add_Ancestor (Base);
      for One of Above loop
         Add_Ancestor (One);
      end loop;
   end Add_Base;

   -----------
   -- Check --
   -----------

   procedure Check (Self : Readers.Reader; Item : Model.Index; At_Place : Tokens.Place) is
      Is_Above : array (Optional_Index) of Boolean := (others => False);
      Seen     : Index_Maps.Map;
   begin
      if Natural (Self.Repo.Definitions (Item).Bases.Length) < 2 then
         return;
      end if;
      for Base of Self.Repo.Definitions (Item).Ancestors loop
         Is_Above (Base) := True;
      end loop;
      for Feature in 1 .. Self.Repo.Definitions.Last_Index loop
         if Self.Repo.Definitions (Feature).Kind in Features
           and then Is_Above (Self.Repo.Definitions (Feature).Container)
         then
            declare
               Name : constant String := To_String (Self.Repo.Definitions (Feature).Name);
               Key  : constant String := Ada.Characters.Handling.To_Lower (Name);
            begin
               if Seen.Contains (Key) then
                  Tokens.Fail (At_Place, Name & " is inherited from two interfaces");
               end if;
               Seen.Insert (Key, Feature);
            end;
         end if;
      end loop;
   end Check;

   ---------------
   -- Inherited --
   ---------------

   function Inherited
     (Repo : Model.Repository; Item : Model.Index; Name : String) return Model.Optional_Index
   is
      Found : Optional_Index;
   begin
      for Base of Repo.Definitions (Item).Ancestors loop
         Found := Find_In (Repo, Base, Name);
         if Found /= 0 and then Repo.Definitions (Found).Kind in Features then
            return Found;
         end if;
      end loop;
      return 0;
   end Inherited;

end Interface_Repository.Inheritance;
