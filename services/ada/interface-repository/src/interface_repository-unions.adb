with Ada.Containers.Vectors;
with Ada.Strings.Unbounded;
with Interface_Repository.Constants;
with Interface_Repository.Describing;
with Interface_Repository.Tokens;
with Interface_Repository.Types;
with Kit.JSON;

package body Interface_Repository.Unions is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use Interface_Repository.Readers;
   use type Kit.JSON.Value;

   package Value_Vectors is new Ada.Containers.Vectors (Positive, Model.Value);

   --  So that the labels, compared one by one, cost little.
   Max_Labels : constant := 512;

   type Labels_So_Far is record
      Values      : Value_Vectors.Vector;
      Has_Default : Boolean := False;
   end record;

   procedure Read_Discriminator (Self : in out Reader; Item : Model.Index);

   --  case 1: case 2: default:
   procedure Read_Labels
     (Self  : in out Reader; Item : Model.Index; Known : in out Labels_So_Far;
      Names : out Kit.JSON.Value);

   procedure Read_Member
     (Self : in out Reader; Item : Model.Index; Known : in out Labels_So_Far);

   ------------------------
   -- Read_Discriminator --
   ------------------------

   procedure Read_Discriminator (Self : in out Reader; Item : Model.Index) is
      Place : Tokens.Place;
      Kind  : Type_Node;
      Given : Type_Ref;
   begin
      Expect (Self, "switch");
      Expect (Self, "(");
      Place := Tokens.Where (Self.Scan);
      Given := Types.Read (Self, May_Define => True);
      Kind  := Underlying (Self.Repo, Given);
      if Kind.Kind not in Integers | Bool | Char | Wide_Char
        and then not (Kind.Kind = Named
                      and then Self.Repo.Definitions (Kind.Named).Kind = Enum)
      then
         Tokens.Fail
           (Place, "a union is switched by an integer, char, boolean or enum");
      end if;
      Self.Repo.Definitions (Item).Of_Type := Given;
      Expect (Self, ")");
   end Read_Discriminator;

   -----------------
   -- Read_Labels --
   -----------------

   procedure Read_Labels
     (Self  : in out Reader; Item : Model.Index; Known : in out Labels_So_Far;
      Names : out Kit.JSON.Value)
   is
      Place : Tokens.Place;
      Label : Value;
   begin
      Names := Kit.JSON.Empty_Array;
      loop
         Place := Tokens.Where (Self.Scan);
         if Took (Self, "default") then
            if Known.Has_Default then
               Tokens.Fail (Place, "default is a label already");
            end if;
            Known.Has_Default := True;
            Kit.JSON.Append (Names, +"default");
         else
            Expect (Self, "case");
            Place := Tokens.Where (Self.Scan);
            Constants.Read (Self, Label);
            Constants.Fit (Self, Label, Self.Repo.Definitions (Item).Of_Type, Place);
            if (for some Other of Known.Values => Constants.Same (Other, Label)) then
               Tokens.Fail (Place, "this label is there already");
            elsif Natural (Known.Values.Length) = Max_Labels then
               Tokens.Fail (Place, "a union has at most" & Max_Labels'Image & " labels");
            end if;
            Known.Values.Append (Label);
            Kit.JSON.Append (Names, Describing.Image (Self.Repo, Label));
         end if;
         Expect (Self, ":");
         exit when not (Is_At (Self, "case") or else Is_At (Self, "default"));
      end loop;
   end Read_Labels;

   -----------------
   -- Read_Member --
   -----------------

   procedure Read_Member
     (Self : in out Reader; Item : Model.Index; Known : in out Labels_So_Far)
   is
      Added : Field;
      Base  : Type_Ref;
      Place : Tokens.Place;
   begin
      Read_Labels (Self, Item, Known, Added.Labels);
      Base  := Types.Read (Self, May_Define => True);
      Place := Tokens.Where (Self.Scan);
      Types.Read_Declarator (Self, Base, Added.Name, Added.Of_Type);
      Add_Member (Self, Item, Added, Place);
      Expect (Self, ";");
   end Read_Member;

   ---------------
   -- Read_Body --
   ---------------

   procedure Read_Body (Self : in out Reader; Item : Model.Index) is
      Outer : constant Optional_Index := Self.Scope;
      Path  : constant Unbounded_String := Self.Path;
      Known : Labels_So_Far;
   begin
      Open_Scope (Self, Item);
      Read_Discriminator (Self, Item);
      Expect (Self, "{");
      loop
         Read_Member (Self, Item, Known);
         exit when Is_At (Self, "}");
      end loop;
      Close_Scope (Self, Outer, Path);
      Expect (Self, "}");
   end Read_Body;

end Interface_Repository.Unions;
