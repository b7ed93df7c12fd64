with Ada.Containers.Vectors;
with Ada.Strings.Fixed;
with Kit.JSON.Parsing;

package body Security_Service.Policies is

   use all type Kit.JSON.Kinds;

   Built_In : constant String :=
     "{""rules"":["
     & "{""name"":""everybody-invokes-and-looks"",""effect"":""allow"","
     & """roles"":[""guest"",""operator""],"
     & """operations"":[""invoke"",""invoke:*"",""look"",""look:*""],""resources"":[""*""]},"
     & "{""name"":""operators-activate"",""effect"":""allow"",""roles"":[""operator""],"
     & """operations"":[""activate"",""deactivate""],""resources"":[""*""]},"
     & "{""name"":""admins-do-all"",""effect"":""allow"",""roles"":[""admin""],"
     & """operations"":[""*""],""resources"":[""*""]}]}";

   --  The lists stay JSON: arrays of strings.
   type Rule is record
      Name       : Unbounded_String;
      Denies     : Boolean := False;
      Roles      : Kit.JSON.Value;
      Operations : Kit.JSON.Value;
      Resources  : Kit.JSON.Value;
   end record;

   package Lists is new Ada.Containers.Vectors (Positive, Rule);

   Rules : Lists.Vector;

   function Read (Item : Kit.JSON.Value; Place : String) return Rule;
   function Patterns (Item : Kit.JSON.Value; Name, Place : String) return Kit.JSON.Value;
   function Text (Item : Kit.JSON.Value; Name, Place : String) return String;
   function Any_Matches (Patterns : Kit.JSON.Value; Text : String) return Boolean;
   function Any_Role (Patterns, Roles : Kit.JSON.Value) return Boolean;

   function Element (List : Kit.JSON.Value; Index : Positive) return String is
     (Kit.JSON.As_String (Kit.JSON.Element (List, Index)));

   procedure Set_Built_In is
   begin
      Set (Built_In);
   end Set_Built_In;

   ----------
   -- Text --
   ----------

   function Text (Item : Kit.JSON.Value; Name, Place : String) return String is
      Found : constant Kit.JSON.Value := Kit.JSON.Get (Item, Name);
   begin
      if Kit.JSON.Kind (Found) /= String_Value or else Kit.JSON.As_String (Found) = "" then
         raise Unusable with Place & '.' & Name & " must be a string that is not empty";
      end if;
      return Kit.JSON.As_String (Found);
   end Text;

   --------------
   -- Patterns --
   --------------

   function Patterns (Item : Kit.JSON.Value; Name, Place : String) return Kit.JSON.Value is
      Result : constant Kit.JSON.Value := Kit.JSON.Get (Item, Name);
   begin
      if Kit.JSON.Kind (Result) /= Array_Value
        or else Kit.JSON.Length (Result) not in 1 .. Max_Patterns
        or else (for some Index in 1 .. Kit.JSON.Length (Result) =>
                   Kit.JSON.Kind (Kit.JSON.Element (Result, Index)) /= String_Value)
      then
         raise Unusable with Place & '.' & Name & " must be a list of 1 to 64 strings";
      end if;
      return Result;
   end Patterns;

   ----------
   -- Read --
   ----------

   function Read (Item : Kit.JSON.Value; Place : String) return Rule is
      Effect : constant String := Text (Item, "effect", Place);
   begin
      if Effect not in "allow" | "deny" then
         raise Unusable with Place & ".effect must be allow or deny";
      end if;
      --  A misspelt name must not make a rule wider than it was meant.
      for Index in 1 .. Kit.JSON.Length (Item) loop
         if Kit.JSON.Name (Item, Index)
           not in "name" | "effect" | "roles" | "operations" | "resources"
         then
            raise Unusable
              with Place & " has a member that is not known: " & Kit.JSON.Name (Item, Index);
         end if;
      end loop;
      return
        (Name       => To_Unbounded_String (Text (Item, "name", Place)),
         Denies     => Effect = "deny",
         Roles      => Patterns (Item, "roles", Place),
         Operations => Patterns (Item, "operations", Place),
         Resources  => Patterns (Item, "resources", Place));
   end Read;

   ---------
   -- Set --
   ---------

   procedure Set (Text : String) is
      Content : constant Kit.JSON.Value := Kit.JSON.Parsing.Parse (Text);
      Given   : constant Kit.JSON.Value := Kit.JSON.Get (Content, "rules");
      Result  : Lists.Vector;
   begin
      if Kit.JSON.Kind (Given) /= Array_Value
        or else Kit.JSON.Length (Given) not in 1 .. Max_Rules
      then
         raise Unusable with "rules must be a list of 1 to 256 rules";
      end if;
      for Index in 1 .. Kit.JSON.Length (Given) loop
         Result.Append
           (Read
              (Kit.JSON.Element (Given, Index),
               "rules["
               & Ada.Strings.Fixed.Trim (Integer'Image (Index - 1), Ada.Strings.Left) & ']'));
      end loop;
      Rules := Result;
   end Set;

   -------------
   -- Matches --
   -------------

   function Matches (Pattern, Text : String) return Boolean is
   begin
      if Pattern = "" or else Pattern (Pattern'Last) /= '*' then
         return Pattern = Text;
      end if;
      return Text'Length >= Pattern'Length - 1
        and then Text (Text'First .. Text'First + Pattern'Length - 2)
                   = Pattern (Pattern'First .. Pattern'Last - 1);
   end Matches;

   function Any_Matches (Patterns : Kit.JSON.Value; Text : String) return Boolean is
     (for some Index in 1 .. Kit.JSON.Length (Patterns) =>
        Matches (Element (Patterns, Index), Text));

   function Any_Role (Patterns, Roles : Kit.JSON.Value) return Boolean is
     (for some Index in 1 .. Kit.JSON.Length (Roles) =>
        Any_Matches (Patterns, Element (Roles, Index)));

   -------------
   -- Decided --
   -------------

   function Decided (Roles : Kit.JSON.Value; Operation, Resource : String) return Decision is
      Result : Decision;
   begin
      for Item of Rules loop
         if Any_Role (Item.Roles, Roles)
           and then Any_Matches (Item.Operations, Operation)
           and then Any_Matches (Item.Resources, Resource)
         then
            if Item.Denies then
               return
                 (False, Item.Name,
                  "the rule " & Item.Name & " denies " & Operation & " on " & Resource);
            elsif not Result.Allowed then
               Result :=
                 (True, Item.Name,
                  "the rule " & Item.Name & " allows " & Operation & " on " & Resource);
            end if;
         end if;
      end loop;
      if not Result.Allowed then
         Result.Reason := To_Unbounded_String
           ("no rule allows " & Operation & " on " & Resource);
      end if;
      return Result;
   end Decided;

   -----------
   -- Image --
   -----------

   function Image return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Image  : Kit.JSON.Value;
      List   : Kit.JSON.Value;
   begin
      for Item of Rules loop
         Image := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Image, "rule", To_String (Item.Name));
         Kit.JSON.Add (Image, "effect", (if Item.Denies then "deny" else "allow"));
         Kit.JSON.Add (Image, "operations", Item.Operations);
         Kit.JSON.Add (Image, "resources", Item.Resources);
         for Index in 1 .. Kit.JSON.Length (Item.Roles) loop
            List := Kit.JSON.Get (Result, Element (Item.Roles, Index));
            if Kit.JSON.Kind (List) = Null_Value then
               List := Kit.JSON.Empty_Array;
            end if;
            Kit.JSON.Append (List, Image);
            Kit.JSON.Set (Result, Element (Item.Roles, Index), List);
         end loop;
      end loop;
      return Result;
   end Image;

end Security_Service.Policies;
