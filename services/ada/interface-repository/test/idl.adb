with Ada.Exceptions;
with Ada.Strings.Fixed;
with AUnit.Assertions;
with Interface_Repository.Describing;
with Interface_Repository.Parsing;
with Interface_Repository.Tokens;
with Kit.JSON.Printing;

package body IDL is

   use AUnit.Assertions;
   use Interface_Repository;

   function Parsed (Text : String) return Model.Repository is
      Added : Model.Index_Vectors.Vector;
   begin
      return Result : Model.Repository do
         Parsing.Parse (Text, Result, Added);
      end return;
   end Parsed;

   procedure Expect_Error (Text : String; Line, Column : Positive; Reason : String) is
      use type Tokens.Place;

      Place : Tokens.Place;
      First : Positive;
   begin
      begin
         Assert (False, "taken:" & Parsed (Text).Definitions.Length'Image & " of " & Text);
      exception
         when Error : Tokens.Invalid_IDL =>
            declare
               Message : constant String := Ada.Exceptions.Exception_Message (Error);
            begin
               Tokens.Split (Message, Place, First);
               Assert
                 (Place = (Line, Column)
                  and then Ada.Strings.Fixed.Index (Message, Reason) >= First,
                  Text & " fails with " & Message);
            end;
      end;
   end Expect_Error;

   procedure Expect (Text, Name, Part : String) is
      Repo  : constant Model.Repository := Parsed (Text);
      Item  : constant Model.Optional_Index := Model.Find_Absolute (Repo, Name);
   begin
      Assert (Item /= 0, Name & " is not there");
      declare
         Got : constant String := Kit.JSON.Printing.Image (Describing.Full (Repo, Item));
      begin
         Assert (Ada.Strings.Fixed.Index (Got, Part) > 0, Part & " is not in " & Got);
      end;
   end Expect;

end IDL;
