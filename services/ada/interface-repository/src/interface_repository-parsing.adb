with Ada.Strings.Unbounded;
with Interface_Repository.Constructed;
with Interface_Repository.Interface_Parts;
with Interface_Repository.Pragmas;
with Interface_Repository.Readers;
with Interface_Repository.Tokens;

package body Interface_Repository.Parsing is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use Interface_Repository.Readers;
   use type Tokens.Kinds;

   --  With the ; at its end.
   procedure Read_Definition (Self : in out Reader);
   procedure Read_Module (Self : in out Reader);

   --  A module that is there is opened again, which its id must allow.
   procedure Find_Or_Declare_Module (Self : in out Reader; Item : out Model.Index);

   procedure Check_Complete (Self : Reader);

   ----------------------------
   -- Find_Or_Declare_Module --
   ----------------------------

   procedure Find_Or_Declare_Module (Self : in out Reader; Item : out Model.Index) is
      Place : constant Tokens.Place := Tokens.Where (Self.Scan);
      Name  : constant String := Take_Name (Self);
      Known : constant Optional_Index := Find_In (Self.Repo, Self.Scope, Name);
      Id    : constant String :=
        "IDL:" & To_String (Self.Path) & (if Length (Self.Path) > 0 then "/" else "") & Name
        & ":1.0";
   begin
      if Known = 0 or else Self.Repo.Definitions (Known).Kind /= Module
        or else Self.Repo.Definitions (Known).Name /= Name
      then
         Declare_It
           (Self, (Kind => Module, Name => To_Unbounded_String (Name), others => <>), Place,
            Item);
      else
         Item := Known;
         if not Self.Repo.Definitions (Item).Id_Is_Fixed
           and then Self.Repo.Definitions (Item).Id /= Id
         then
            Tokens.Fail
              (Place,
               "the module " & Name & " has another id already: "
               & To_String (Self.Repo.Definitions (Item).Id));
         end if;
      end if;
   end Find_Or_Declare_Module;

   -----------------
   -- Read_Module --
   -----------------

   procedure Read_Module (Self : in out Reader) is
      Outer : constant Optional_Index := Self.Scope;
      Path  : constant Unbounded_String := Self.Path;
      Item  : Model.Index;
   begin
      Expect (Self, "module");
      Find_Or_Declare_Module (Self, Item);
      Expect (Self, "{");
      Open_Scope (Self, Item);
      while not Is_At (Self, "}") loop
         Read_Definition (Self);
      end loop;
      Close_Scope (Self, Outer, Path);
      Expect (Self, "}");
   end Read_Module;

   ---------------------
   -- Read_Definition --
   ---------------------

   procedure Read_Definition (Self : in out Reader) is
      Ignored : Model.Index;
      pragma Unreferenced (Ignored);
   begin
      if Tokens.Kind (Self.Scan) = Tokens.Directive then
         Pragmas.Read (Self);
         return;
      elsif Is_At (Self, "module") then
         Read_Module (Self);
      elsif Is_At (Self, "interface") or else Is_At (Self, "abstract")
        or else Is_At (Self, "local")
      then
         Interface_Parts.Read (Self);
      elsif Is_At (Self, "typedef") then
         Constructed.Read_Typedef (Self);
      elsif Is_At (Self, "const") then
         Constructed.Read_Constant (Self);
      elsif Is_At (Self, "exception") then
         Constructed.Read_Exception (Self);
      elsif Is_At (Self, "struct") or else Is_At (Self, "union") or else Is_At (Self, "enum")
      then
         Ignored := Constructed.Read (Self);
      else
         Fail (Self, "expected a definition, found " & Tokens.Described (Self.Scan));
      end if;
      Expect (Self, ";");
   end Read_Definition;

   --------------------
   -- Check_Complete --
   --------------------

   procedure Check_Complete (Self : Reader) is
   begin
      for Item of Self.Added loop
         if Self.Repo.Definitions (Item).Is_Forward
           and then Self.Repo.Definitions (Item).Kind /= Interface_Kind
         then
            Fail
              (Self,
               To_String (Self.Repo.Definitions (Item).Name) & " is declared, but not defined");
         end if;
      end loop;
   end Check_Complete;

   -----------
   -- Parse --
   -----------

   procedure Parse
     (Text : String; Into : in out Model.Repository; Added : out Model.Index_Vectors.Vector)
   is
      Self : Reader;
   begin
      Added     := Index_Vectors.Empty_Vector;
      Self.Repo := Into;
      Tokens.Open (Self.Scan, Text);
      while Tokens.Kind (Self.Scan) /= Tokens.End_Of_Text loop
         Read_Definition (Self);
      end loop;
      Check_Complete (Self);
      Added := Self.Added;
      Into  := Self.Repo;
   end Parse;

end Interface_Repository.Parsing;
