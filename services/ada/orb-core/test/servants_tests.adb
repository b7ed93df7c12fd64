with Ada.Exceptions;
with Ada.Strings.Fixed;
with AUnit.Assertions;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with Orb_Core.Factory;
with Orb_Core.Servants.Calculator;
with Orb_Core.Servants.Counter;
with Orb_Core.Servants.Dictionary;
with Orb_Core.Servants.Echo;
with Orb_Core.Signatures;

package body Servants_Tests is

   use AUnit.Assertions;
   use Orb_Core.Servants;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  The result as JSON, of arguments as JSON.
   function Called
     (Servant : in out Orb_Core.Servants.Servant'Class; Operation, Arguments : String)
      return String;

   procedure Expect_User_Exception
     (Servant : in out Orb_Core.Servants.Servant'Class; Operation, Arguments, Id : String);

   function Called
     (Servant : in out Orb_Core.Servants.Servant'Class; Operation, Arguments : String)
      return String
   is
      Operations : constant Orb_Core.Signatures.Operation_List := Servant.Operations;
      Index      : constant Natural := Orb_Core.Signatures.Find (Operations, Operation);
      Result     : Kit.JSON.Value;
   begin
      Assert (Index > 0, "no operation " & Operation);
      Servant.Invoke
        (Operation,
         Orb_Core.Signatures.Bound (Operations (Index), Kit.JSON.Parsing.Parse (Arguments)),
         Result);
      return Kit.JSON.Printing.Image (Result);
   end Called;

   procedure Expect_User_Exception
     (Servant : in out Orb_Core.Servants.Servant'Class; Operation, Arguments, Id : String) is
   begin
      Assert (False, Operation & " gives " & Called (Servant, Operation, Arguments));
   exception
      when Error : User_Exception =>
         Assert
           (Ada.Strings.Fixed.Index (Ada.Exceptions.Exception_Message (Error), Id & ' ') = 1,
            Ada.Exceptions.Exception_Message (Error));
   end Expect_User_Exception;

   procedure Test_Echo (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      E_Acute : constant String := Character'Val (16#C3#) & Character'Val (16#A9#);
      Echo    : Orb_Core.Servants.Echo.Instance;
   begin
      Assert (Called (Echo, "echo", "[{""a"":[null]}]") = "{""a"":[null]}", "echo");
      Assert (Called (Echo, "reverse", "[""a" & E_Acute & "b""]") = """b" & E_Acute & "a""",
              "characters are reversed, not octets");
      Assert (Called (Echo, "length", "[""a" & E_Acute & """]") = "2", "length");
      Assert (Called (Echo, "reverse", "[""""]") = """""", "nothing reversed");
   end Test_Echo;

   procedure Test_Counter (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Counter : Orb_Core.Servants.Counter.Instance;
   begin
      Assert (Called (Counter, "value", "[]") = "0", "starts at zero");
      Assert (Called (Counter, "increment", "[5]") = "5", "up");
      Assert (Called (Counter, "decrement", "{""by"":7}") = "-2", "down");
      Assert (Called (Counter, "reset", "null") = "null", "reset gives nothing");
      Assert (Called (Counter, "value", "[]") = "0", "and starts anew");
   end Test_Counter;

   procedure Test_Calculator (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Calculator : Orb_Core.Servants.Calculator.Instance;
   begin
      Assert (Called (Calculator, "add", "[1, 2.5]") = "3.5", "add");
      Assert (Called (Calculator, "subtract", "{""right"":1,""left"":3}") = "2.0", "subtract");
      Assert (Called (Calculator, "multiply", "[1e3, -2]") = "-2000.0", "multiply");
      Assert (Called (Calculator, "divide", "[1, 8]") = "0.125", "divide");
      Assert (Called (Calculator, "mean", "[[1, 2, 6]]") = "3.0", "mean");
      Assert (Called (Calculator, "factorial", "[20]") = "2432902008176640000", "factorial");
      Assert (Called (Calculator, "evaluate", "[""6 * 7""]") = "42.0", "evaluate");
      Expect_User_Exception
        (Calculator, "divide", "[1, 0]", Orb_Core.Servants.Calculator.Division_By_Zero_Id);
      Expect_User_Exception
        (Calculator, "mean", "[[]]", Orb_Core.Servants.Calculator.Division_By_Zero_Id);
      Expect_User_Exception
        (Calculator, "factorial", "[21]", Orb_Core.Servants.Calculator.Overflow_Id);
      Expect_User_Exception
        (Calculator, "multiply", "[1e300, 1e300]", Orb_Core.Servants.Calculator.Overflow_Id);
      Expect_User_Exception
        (Calculator, "evaluate", "[""1 +""]", Orb_Core.Servants.Calculator.Bad_Expression_Id);
   end Test_Calculator;

   procedure Test_Dictionary (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Dictionary : Orb_Core.Servants.Dictionary.Instance;
   begin
      Assert (Called (Dictionary, "put", "[""b"", [1]]") = "true", "a new name");
      Assert (Called (Dictionary, "put", "[""b"", [2]]") = "false", "a known name");
      Assert (Called (Dictionary, "put", "[""a"", null]") = "true", "null is a value");
      Assert (Called (Dictionary, "get", "[""b""]") = "[2]", "get");
      Assert (Called (Dictionary, "names", "[]") = "[""a"",""b""]", "names in order");
      Assert (Called (Dictionary, "remove", "[""a""]") = "null", "remove");
      Assert (Called (Dictionary, "size", "[]") = "1", "size");
      Expect_User_Exception
        (Dictionary, "get", "[""a""]", Orb_Core.Servants.Dictionary.Not_Found_Id);
      Expect_User_Exception
        (Dictionary, "remove", "[""a""]", Orb_Core.Servants.Dictionary.Not_Found_Id);
   end Test_Dictionary;

   procedure Test_Factory (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      All_Of : constant Kit.JSON.Value := Orb_Core.Factory.Interfaces_Image;
      Made   : Servant_Access;
   begin
      Assert (Kit.JSON.Length (All_Of) = 4, "four interfaces");
      for Index in 1 .. Kit.JSON.Length (All_Of) loop
         declare
            Id : constant String :=
              Kit.JSON.As_String (Kit.JSON.Get (Kit.JSON.Element (All_Of, Index), "id"));
         begin
            Made := Orb_Core.Factory.Make (Id);
            Assert (Made /= null and then Made.Interface_Id = Id, "makes " & Id);
            Free (Made);
         end;
      end loop;
      Assert (Orb_Core.Factory.Make ("IDL:x:1.0") = null, "nothing else");
   end Test_Factory;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Echo'Access, "echo");
      Register_Routine (Item, Test_Counter'Access, "counter");
      Register_Routine (Item, Test_Calculator'Access, "calculator");
      Register_Routine (Item, Test_Dictionary'Access, "dictionary");
      Register_Routine (Item, Test_Factory'Access, "factory");
   end Register_Tests;

end Servants_Tests;
