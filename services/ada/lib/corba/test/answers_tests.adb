with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Corba.Answers;
with Corba.Escapes;
with Corba.Octets;
with Corba.System_Exceptions;
with Kit.HTTP;
with Kit.JSON.Parsing;

package body Answers_Tests is

   use AUnit.Assertions;
   use Corba.System_Exceptions;
   use Kit.JSON;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   function Answer (Kind : Corba.System_Exceptions.Kinds; Status : out Positive) return Value;

   function Answer (Kind : Corba.System_Exceptions.Kinds; Status : out Positive) return Value is
      Response : Kit.HTTP.Response;
   begin
      Corba.Answers.Answer
        (Response,
         (Kind, OMG_Set, Completed_No, Ada.Strings.Unbounded.To_Unbounded_String ("because")));
      Status := Response.Status;
      return Parsing.Parse (Ada.Strings.Unbounded.To_String (Response.Content));
   end Answer;

   procedure Test_Answers (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Status : Positive;
      Got    : Value := Answer (Bad_Param, Status);
   begin
      Assert (Status = HTTP_Status (Bad_Param), "its status");
      Assert (As_String (Get (Got, "status")) = "SYSTEM_EXCEPTION", "what it is");
      Assert (As_String (Get (Get (Got, "exception"), "reason")) = "because", "its reason");
      Assert (not Has (Got, "error"), "nothing is missing behind it");
      Got := Answer (Transient, Status);
      Assert (Status = 503, "what is missing");
      Assert (As_Integer (Get (Get (Got, "error"), "status")) = 503, "as the kit has it");
      Assert (As_String (Get (Get (Got, "error"), "reason")) = "because", "with its reason");
   end Test_Answers;

   procedure Test_Escapes (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Corba.Escapes;

      --  Which of its exceptions it raises.
      function Raised_By (Text : String) return String;

      function Raised_By (Text : String) return String is
      begin
         return Unescaped (Text);
      exception
         when Cut_Off              => return "cut off";
         when Corba.Octets.Not_Hex => return "not hex";
      end Raised_By;

   begin
      Assert (Escaped ("aZ0-_.~/ " & Character'Val (255)) = "aZ0-_.~%2f%20%ff", "escaped");
      Assert (Unescaped ("") = "", "nothing");
      Assert (Unescaped ("a%2fb%2F%00") = "a/b/" & ASCII.NUL, "either case, any octet");
      Assert (Raised_By ("a%") = "cut off" and then Raised_By ("%4") = "cut off", "cut off");
      Assert (Raised_By ("%4g") = "not hex" and then Raised_By ("%%20") = "not hex", "not hex");
   end Test_Escapes;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Answers'Access, "system exceptions");
      Register_Routine (Item, Test_Escapes'Access, "escapes");
   end Register_Tests;

end Answers_Tests;
