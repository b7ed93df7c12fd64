with Ada.Characters.Handling;
with Ada.Strings.Unbounded;
with Interface_Repository.Constructed;
with Interface_Repository.Inheritance;
with Interface_Repository.Model;
with Interface_Repository.Pragmas;
with Interface_Repository.Tokens;
with Interface_Repository.Types;

package body Interface_Repository.Operations is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use Interface_Repository.Readers;
   use type Tokens.Kinds;

   Max_Parameters : constant := 64;

   procedure Read_Attribute (Self : in out Reader);
   procedure Read_Operation (Self : in out Reader);
   procedure Read_Parameter (Self : in out Reader; Made : in out Definition);
   procedure Read_Raises (Self : in out Reader; Made : in out Definition);
   procedure Check_Oneway (Self : Reader; Made : Definition; At_Place : Tokens.Place);

   procedure Declare_Feature
     (Self : in out Reader; Made : Definition; At_Place : Tokens.Place);

   ---------------------
   -- Declare_Feature --
   ---------------------

   procedure Declare_Feature
     (Self : in out Reader; Made : Definition; At_Place : Tokens.Place)
   is
      Ignored : Model.Index;
   begin
      if Inheritance.Inherited (Self.Repo, Self.Scope, To_String (Made.Name)) /= 0 then
         Tokens.Fail (At_Place, To_String (Made.Name) & " is inherited already");
      end if;
      Declare_It (Self, Made, At_Place, Ignored);
   end Declare_Feature;

   --------------------
   -- Read_Attribute --
   --------------------

   procedure Read_Attribute (Self : in out Reader) is
      Made  : Definition := (Kind => Attribute, others => <>);
      Place : Tokens.Place;
   begin
      Made.Is_Limited := Took (Self, "readonly");
      Expect (Self, "attribute");
      Made.Of_Type := Types.Read (Self);
      loop
         Place := Tokens.Where (Self.Scan);
         Made.Name := To_Unbounded_String (Take_Name (Self));
         Declare_Feature (Self, Made, Place);
         exit when not Took (Self, ",");
      end loop;
   end Read_Attribute;

   --------------------
   -- Read_Parameter --
   --------------------

   procedure Read_Parameter (Self : in out Reader; Made : in out Definition) is
      use Ada.Characters.Handling;
      Added : Field;
      Place : Tokens.Place;
   begin
      if Took (Self, "in") then
         Added.Mode := In_Mode;
      elsif Took (Self, "out") then
         Added.Mode := Out_Mode;
      else
         if not Is_At (Self, "inout") then
            Fail (Self, "expected in, out or inout, found " & Tokens.Described (Self.Scan));
         end if;
         Expect (Self, "inout");
         Added.Mode := In_Out_Mode;
      end if;
      Added.Of_Type := Types.Read (Self);
      Place := Tokens.Where (Self.Scan);
      Added.Name := To_Unbounded_String (Take_Name (Self));
      for Other of Made.Fields loop
         if To_Lower (To_String (Other.Name)) = To_Lower (To_String (Added.Name)) then
            Tokens.Fail (Place, To_String (Added.Name) & " is a parameter already");
         end if;
      end loop;
      if Natural (Made.Fields.Length) = Max_Parameters then
         Tokens.Fail
           (Place, "an operation has at most" & Max_Parameters'Image & " parameters");
      end if;
      Made.Fields.Append (Added);
   end Read_Parameter;

   -----------------
   -- Read_Raises --
   -----------------

   procedure Read_Raises (Self : in out Reader; Made : in out Definition) is
      Place : Tokens.Place;
      Item  : Model.Index;
   begin
      Expect (Self, "(");
      loop
         Place := Tokens.Where (Self.Scan);
         Take_Scoped_Name (Self, Item);
         if Self.Repo.Definitions (Item).Kind /= Exception_Kind then
            Tokens.Fail
              (Place, To_String (Self.Repo.Definitions (Item).Name) & " is no exception");
         elsif Made.Others_Of.Contains (Item) then
            Tokens.Fail
              (Place, To_String (Self.Repo.Definitions (Item).Name) & " is raised already");
         end if;
         Made.Others_Of.Append (Item);
         exit when not Took (Self, ",");
      end loop;
      Expect (Self, ")");
   end Read_Raises;

   ------------------
   -- Check_Oneway --
   ------------------

   procedure Check_Oneway (Self : Reader; Made : Definition; At_Place : Tokens.Place) is
   begin
      if Made.Is_Limited
        and then (Self.Repo.Types (Made.Of_Type).Kind /= Void
                  or else not Made.Others_Of.Is_Empty
                  or else (for some Item of Made.Fields => Item.Mode /= In_Mode))
      then
         Tokens.Fail
           (At_Place, "a oneway operation is void, takes in alone and raises nothing");
      end if;
   end Check_Oneway;

   --------------------
   -- Read_Operation --
   --------------------

   procedure Read_Operation (Self : in out Reader) is
      Made  : Definition := (Kind => Operation, others => <>);
      Place : Tokens.Place;
   begin
      Made.Is_Limited := Took (Self, "oneway");
      Made.Of_Type    := Types.Read_Result (Self);
      Place := Tokens.Where (Self.Scan);
      Made.Name := To_Unbounded_String (Take_Name (Self));
      Expect (Self, "(");
      if not Is_At (Self, ")") then
         loop
            Read_Parameter (Self, Made);
            exit when not Took (Self, ",");
         end loop;
      end if;
      Expect (Self, ")");
      if Took (Self, "raises") then
         Read_Raises (Self, Made);
      end if;
      Check_Oneway (Self, Made, Place);
      Count_Fields (Self.Repo, Natural (Made.Fields.Length));
      Declare_Feature (Self, Made, Place);
   end Read_Operation;

   -----------------
   -- Read_Export --
   -----------------

   procedure Read_Export (Self : in out Reader) is
      Ignored : Model.Index;
      pragma Unreferenced (Ignored);
   begin
      if Tokens.Kind (Self.Scan) = Tokens.Directive then
         Pragmas.Read (Self);
         return;
      elsif Is_At (Self, "typedef") then
         Constructed.Read_Typedef (Self);
      elsif Is_At (Self, "const") then
         Constructed.Read_Constant (Self);
      elsif Is_At (Self, "exception") then
         Constructed.Read_Exception (Self);
      elsif Is_At (Self, "struct") or else Is_At (Self, "union") or else Is_At (Self, "enum")
      then
         Ignored := Constructed.Read (Self);
      elsif Is_At (Self, "readonly") or else Is_At (Self, "attribute") then
         Read_Attribute (Self);
      else
         Read_Operation (Self);
      end if;
      Expect (Self, ";");
   end Read_Export;

end Interface_Repository.Operations;
