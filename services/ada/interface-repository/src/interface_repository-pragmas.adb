with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Interface_Repository.Model;
with Interface_Repository.Tokens;

package body Interface_Repository.Pragmas is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use Interface_Repository.Readers;

   --  The words of a directive, quotes kept; at most three count.
   type Word_List is array (1 .. 4) of Unbounded_String;

   function Words_Of (Text : String) return Word_List;

   function Unquoted (Self : Reader; Text : Unbounded_String) return String;

   --  As Take_Scoped_Name, for a name within a directive.
   function Named (Self : Reader; Name : String) return Model.Index;

   procedure Set_Prefix (Self : in out Reader; Prefix : String);
   procedure Set_Id (Self : in out Reader; Item : Model.Index; Id : String);
   procedure Set_Version (Self : in out Reader; Item : Model.Index; Version : String);

   procedure Change_Id
     (Self : in out Reader; Item : Model.Index; Id, Version : String);

   function Is_Graphic (Text : String) return Boolean is
     (for all Item of Text => Item in '!' .. '~' and then Item not in '"' | '\');

   --------------
   -- Words_Of --
   --------------

   function Words_Of (Text : String) return Word_List is
      Result    : Word_List;
      Count     : Natural := 0;
      Is_Inside : Boolean := False;
      Is_Quoted : Boolean := False;
   begin
      for Item of Text loop
         if Item in ' ' | ASCII.HT and then not Is_Quoted then
            Is_Inside := False;
         else
            if not Is_Inside then
               exit when Count = Result'Last;
               Count := Count + 1;
            end if;
            Is_Inside := True;
            Is_Quoted := Is_Quoted xor Item = '"';
            Append (Result (Count), Item);
         end if;
      end loop;
      return Result;
   end Words_Of;

   --------------
   -- Unquoted --
   --------------

   function Unquoted (Self : Reader; Text : Unbounded_String) return String is
      Size : constant Natural := Length (Text);
   begin
      if Size < 2 or else Element (Text, 1) /= '"' or else Element (Text, Size) /= '"'
        or else Size > Max_Id_Length or else not Is_Graphic (Slice (Text, 2, Size - 1))
      then
         Fail (Self, "expected a quoted text without blanks");
      end if;
      return Slice (Text, 2, Size - 1);
   end Unquoted;

   -----------
   -- Named --
   -----------

   function Named (Self : Reader; Name : String) return Model.Index is
      Mark   : constant Natural := Ada.Strings.Fixed.Index (Name, "::");
      Result : Optional_Index := 0;
   begin
      if Mark = 0 and then Name /= "" then
         Result := Look_Up (Self, Name);
      elsif Mark > Name'First then
         Result := Look_Up (Self, Name (Name'First .. Mark - 1));
         if Result /= 0 then
            Result := Find_Absolute
              (Self.Repo,
               Absolute_Name (Self.Repo, Result) & Name (Mark .. Name'Last));
         end if;
      elsif Mark /= 0 then
         Result := Find_Absolute (Self.Repo, Name);
      end if;
      if Result = 0 then
         Fail (Self, "#pragma names what is not defined: " & Name);
      end if;
      return Result;
   end Named;

   ----------------
   -- Set_Prefix --
   ----------------

   procedure Set_Prefix (Self : in out Reader; Prefix : String) is
   begin
      if Prefix'Length > 0
        and then (Prefix (Prefix'First) in '/' | '_' | '-' | '.'
                  or else Prefix (Prefix'Last) = '/'
                  or else Ada.Strings.Fixed.Index (Prefix, ":") > 0)
      then
         Fail (Self, "a prefix is like omg.org");
      end if;
      Self.Path := To_Unbounded_String (Prefix);
   end Set_Prefix;

   ---------------
   -- Change_Id --
   ---------------

   procedure Change_Id
     (Self : in out Reader; Item : Model.Index; Id, Version : String)
   is
      Name : constant String := To_String (Self.Repo.Definitions (Item).Name);
   begin
      if Self.Repo.Definitions (Item).Kind = Enumerator then
         Fail (Self, Name & " is an enumerator and has no id");
      elsif Self.Repo.Definitions (Item).Id = Id then
         null;
      elsif Self.Repo.Definitions (Item).Id_Is_Fixed
        or else not Self.Added.Contains (Item)
      then
         Fail (Self, Name & " has another id already");
      elsif Find_Id (Self.Repo, Id) /= 0 then
         Fail (Self, "the id of another definition: " & Id);
      else
         Model.Set_Id (Self.Repo, Item, Id, Version);
      end if;
      Self.Repo.Definitions (Item).Id_Is_Fixed := True;
   end Change_Id;

   ------------
   -- Set_Id --
   ------------

   procedure Set_Id (Self : in out Reader; Item : Model.Index; Id : String) is
      First : constant Natural := Ada.Strings.Fixed.Index (Id, ":");
      Last  : constant Natural := Ada.Strings.Fixed.Index (Id, ":", Ada.Strings.Backward);
   begin
      if First <= Id'First or else First = Id'Last then
         Fail (Self, "an id has the form format:text");
      end if;
      Change_Id (Self, Item, Id, (if Last > First then Id (Last + 1 .. Id'Last) else ""));
   end Set_Id;

   -----------------
   -- Set_Version --
   -----------------

   procedure Set_Version (Self : in out Reader; Item : Model.Index; Version : String) is
      Dot  : constant Natural := Ada.Strings.Fixed.Index (Version, ".");
      Id   : constant String := To_String (Self.Repo.Definitions (Item).Id);
      Last : constant Natural := Ada.Strings.Fixed.Index (Id, ":", Ada.Strings.Backward);
   begin
      if Dot <= Version'First or else Dot = Version'Last or else Version'Length > 11
        or else (for some Place in Version'Range =>
                   Place /= Dot and then Version (Place) not in '0' .. '9')
      then
         Fail (Self, "a version is like 1.2");
      elsif Last = 0 then
         Fail (Self, "an enumerator has no id");
      end if;
      Change_Id (Self, Item, Id (Id'First .. Last) & Version, Version);
   end Set_Version;

   ----------
   -- Read --
   ----------

   procedure Read (Self : in out Reader) is
      Words : constant Word_List := Words_Of (Tokens.Content (Self.Scan));
      Name  : constant String := To_String (Words (2));
   begin
      if Words (1) = "prefix" then
         Set_Prefix (Self, Unquoted (Self, Words (2)));
      elsif Words (1) = "ID" then
         Set_Id (Self, Named (Self, Name), Unquoted (Self, Words (3)));
      elsif Words (1) = "version" then
         Set_Version (Self, Named (Self, Name), To_String (Words (3)));
      end if;
      Tokens.Advance (Self.Scan);
   end Read;

end Interface_Repository.Pragmas;
