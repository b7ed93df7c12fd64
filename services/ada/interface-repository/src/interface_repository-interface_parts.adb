with Ada.Strings.Unbounded;
with Interface_Repository.Inheritance;
with Interface_Repository.Model;
with Interface_Repository.Operations;
with Interface_Repository.Tokens;

package body Interface_Repository.Interface_Parts is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use Interface_Repository.Readers;

   --  New, or declared already without a body.
   procedure Find_Or_Declare
     (Self : in out Reader; Wanted : Definition; At_Place : Tokens.Place;
      Item : out Model.Index);

   procedure Read_Bases (Self : in out Reader; Item : Model.Index);
   procedure Read_Body (Self : in out Reader; Item : Model.Index);

   ---------------------
   -- Find_Or_Declare --
   ---------------------

   procedure Find_Or_Declare
     (Self : in out Reader; Wanted : Definition; At_Place : Tokens.Place;
      Item : out Model.Index)
   is
      Known : constant Optional_Index :=
        Find_In (Self.Repo, Self.Scope, To_String (Wanted.Name));
   begin
      if Known = 0 or else Self.Repo.Definitions (Known).Kind /= Interface_Kind
        or else Self.Repo.Definitions (Known).Name /= Wanted.Name
        or else not (Self.Repo.Definitions (Known).Is_Forward or else Is_At (Self, ";"))
      then
         Declare_It (Self, Wanted, At_Place, Item);
      elsif Self.Repo.Definitions (Known).Is_Abstract /= Wanted.Is_Abstract
        or else Self.Repo.Definitions (Known).Is_Local /= Wanted.Is_Local
      then
         Tokens.Fail
           (At_Place, To_String (Wanted.Name) & " was declared as another kind of interface");
      else
         Item := Known;
      end if;
   end Find_Or_Declare;

   ----------------
   -- Read_Bases --
   ----------------

   procedure Read_Bases (Self : in out Reader; Item : Model.Index) is
      Place : Tokens.Place;
      Base  : Model.Index;
   begin
      loop
         Place := Tokens.Where (Self.Scan);
         Take_Scoped_Name (Self, Base);
         Inheritance.Add_Base (Self, Item, Base, Place);
         exit when not Took (Self, ",");
      end loop;
      Inheritance.Check (Self, Item, Place);
   end Read_Bases;

   ---------------
   -- Read_Body --
   ---------------

   procedure Read_Body (Self : in out Reader; Item : Model.Index) is
      Outer : constant Optional_Index := Self.Scope;
      Path  : constant Unbounded_String := Self.Path;
   begin
      Expect (Self, "{");
      Open_Scope (Self, Item);
      while not Is_At (Self, "}") loop
         Operations.Read_Export (Self);
      end loop;
      Close_Scope (Self, Outer, Path);
      Expect (Self, "}");
   end Read_Body;

   ----------
   -- Read --
   ----------

   procedure Read (Self : in out Reader) is
      Wanted : Definition :=
        (Kind => Interface_Kind, Is_Forward => True, others => <>);
      Place  : Tokens.Place;
      Item   : Model.Index;
   begin
      Wanted.Is_Abstract := Took (Self, "abstract");
      Wanted.Is_Local    := not Wanted.Is_Abstract and then Took (Self, "local");
      Expect (Self, "interface");
      Place := Tokens.Where (Self.Scan);
      Wanted.Name := To_Unbounded_String (Take_Name (Self));
      Find_Or_Declare (Self, Wanted, Place, Item);
      if not Is_At (Self, ";") then
         if Took (Self, ":") then
            Read_Bases (Self, Item);
         end if;
         Self.Repo.Definitions (Item).Is_Forward := False;
         Read_Body (Self, Item);
      end if;
   end Read;

end Interface_Repository.Interface_Parts;
