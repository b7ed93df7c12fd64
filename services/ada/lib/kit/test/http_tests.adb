with Ada.Exceptions;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.Fields;
with Kit.HTTP;

package body HTTP_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  The answer that a refusal becomes.
   function Refused (Status : Positive; Reason, Dependency : String) return String;

   function Refused (Status : Positive; Reason, Dependency : String) return String is
   begin
      Kit.HTTP.Refuse (Status, Reason, Dependency);
   exception
      when Error : Kit.HTTP.Refusal =>
         declare
            Message  : constant String := Ada.Exceptions.Exception_Message (Error);
            First    : Positive;
            Got      : Positive;
            Response : Kit.HTTP.Response;
         begin
            Kit.HTTP.Split_Refusal (Message, Got, First);
            Kit.HTTP.Fail
              (Response, Got, Message (First .. Message'Last), "",
               Kit.HTTP.Refused_Dependency (Message));
            return To_String (Response.Content);
         end;
   end Refused;

   procedure Test_Refusals (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert
        (Refused (404, "no such thing", "")
         = "{""error"":{""status"":404,""code"":""not-found"",""reason"":""no such thing""}}",
         Refused (404, "no such thing", ""));
      Assert
        (Refused (503, "b does not answer", "b")
         = "{""error"":{""status"":503,""code"":""service-unavailable"","
           & """reason"":""b does not answer"",""dependency"":""b""}}",
         Refused (503, "b does not answer", "b"));
      Assert
        (Refused (503, "", "b")
         = "{""error"":{""status"":503,""code"":""service-unavailable"","
           & """reason"":"""",""dependency"":""b""}}",
         Refused (503, "", "b"));
   end Test_Refusals;

   procedure Test_Media_Types (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      function Type_Of (Header : String) return String;

      function Type_Of (Header : String) return String is
         Request : Kit.HTTP.Request;
      begin
         Kit.Fields.Add (Request.Headers, "content-type", Header);
         return Kit.HTTP.Media_Type (Request);
      end Type_Of;

      Without : Kit.HTTP.Request;
   begin
      Assert (Type_Of ("text/xml") = "text/xml", "plain");
      Assert (Type_Of ("Text/XML ; charset=""utf-8""") = "text/xml", "with a parameter");
      Assert (Type_Of (";") = "", "none before the mark");
      Assert (Kit.HTTP.Media_Type (Without, "text/xml") = "text/xml", "the default");
   end Test_Media_Types;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Refusals'Access, "refusals");
      Register_Routine (Item, Test_Media_Types'Access, "media types");
   end Register_Tests;

end HTTP_Tests;
