--  IDL for tests.

with Interface_Repository.Model;

package IDL is

   --  A repository with this text alone.
   function Parsed (Text : String) return Interface_Repository.Model.Repository;

   --  The text is refused at this place, with Reason in the message.
   procedure Expect_Error (Text : String; Line, Column : Positive; Reason : String);

   --  The description of the one of that name has this part, as JSON text.
   procedure Expect (Text, Name, Part : String);

end IDL;
