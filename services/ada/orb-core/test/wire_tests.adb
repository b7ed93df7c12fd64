with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Corba.System_Exceptions;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with Orb_Core.Dispatch;
with Orb_Core.Factory;
with Orb_Core.Signatures;
with Orb_Core.Wire;

package body Wire_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Orb_Core;
   use type Kit.JSON.Value;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   function Operation_Of (Interface_Name, Name : String) return Signatures.Operation;

   --  The values come back; the types are these.
   procedure Expect (Content : Kit.JSON.Value; Values, Types : String);

   function Operation_Of (Interface_Name, Name : String) return Signatures.Operation is
      Known : Boolean;
   begin
      return Result : Signatures.Operation do
         Factory.Find ("IDL:polyorb/" & Interface_Name & ":1.0", Name, Result, Known);
         Assert (Known, Name & " is known");
      end return;
   end Operation_Of;

   procedure Expect (Content : Kit.JSON.Value; Values, Types : String) is
   begin
      Assert
        (Kit.JSON.Printing.Image (Wire.Values_Of (Content)) = Values,
         "values " & Kit.JSON.Printing.Image (Content));
      Assert
        (Types = "" or else Kit.JSON.Printing.Image (Wire.Types_Of (Content)) = Types,
         "types " & Kit.JSON.Printing.Image (Content));
   end Expect;

   procedure Test_Arguments (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Check (Interface_Name, Name, Values : String; Types : String := "");

      procedure Check (Interface_Name, Name, Values : String; Types : String := "") is
      begin
         Expect
           (Wire.Arguments_Body
              (Operation_Of (Interface_Name, Name), Kit.JSON.Parsing.Parse (Values)),
            Values, Types);
      end Check;

   begin
      Check ("Calculator", "divide", "[1,0]", "[""double"",""double""]");
      Check ("Calculator", "mean", "[[1,2.5]]", "[""sequence<double>""]");
      Check ("Counter", "increment", "[3]", "[""long""]");
      Check ("Echo", "reverse", "[""a""]", "[""string""]");
      Check ("Echo", "_is_a", "[""a""]", "[""string""]");
      Check ("Echo", "_interface", "[]", "[]");
      Check ("Echo", "echo", "[null]");
      Check ("Echo", "echo", "[true]");
      Check ("Echo", "echo", "[-7]");
      Check ("Echo", "echo", "[1.5]");
      Check ("Echo", "echo", "[""text""]");
      Check ("Echo", "echo", "[{""a"":[1,null,{""b"":""c""}]}]");
      Expect
        (Wire.Untyped_Body (Kit.JSON.Parsing.Parse ("{""x"":1,""y"":""z""}")), "[1,""z""]", "");
   end Test_Arguments;

   procedure Test_Replies (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Infinite : constant Kit.JSON.Value := Kit.JSON.Parsing.Parse ("1e308");
   begin
      Expect
        (Wire.Reply_Body
           (Signatures.Long, (Dispatch.No_Exception, 1, +Long_Long_Integer (3))),
         "[3]", "[""long""]");
      Expect
        (Wire.Reply_Body (Signatures.Void, (Dispatch.No_Exception, 1, Kit.JSON.Nothing)),
         "[]", "[]");
      Expect
        (Wire.Reply_Body
           (Signatures.Double,
            (Dispatch.No_Exception, 1, +(Kit.JSON.As_Float (Infinite) * 1.0e10))),
         "[""Infinity""]", "[""double""]");
      Expect
        (Wire.Reply_Body
           (Signatures.Long,
            (Dispatch.User_Exception, 1, To_Unbounded_String ("IDL:x:1.0"),
             To_Unbounded_String ("why"))),
         "[""IDL:x:1.0"",""why""]", "[""string"",""string""]");
      Expect
        (Wire.Reply_Body
           (Signatures.Long,
            (Dispatch.System_Exception, 1,
             (Kind      => Corba.System_Exceptions.Marshal,
              Minor     => 7,
              Completed => Corba.System_Exceptions.Completed_No,
              Reason    => <>))),
         "[""IDL:omg.org/CORBA/MARSHAL:1.0"",7,""COMPLETED_NO""]",
         "[""string"",""ulong"",""enum{COMPLETED_YES,COMPLETED_NO,COMPLETED_MAYBE}""]");
   end Test_Replies;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Arguments'Access, "arguments");
      Register_Routine (Item, Test_Replies'Access, "replies");
   end Register_Tests;

end Wire_Tests;
