with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Corba.System_Exceptions;
with Interfaces;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with Orb_Core.Dispatch;
with Orb_Core.Registry;
with Orb_Core.Servants.Calculator;
with Orb_Core.Servants.Counter;
with Orb_Core.Signatures;

package body Dispatch_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Orb_Core.Dispatch;
   use Orb_Core.Servants;
   use type Interfaces.Unsigned_32;
   use all type Corba.System_Exceptions.Kinds;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  A servant with a fault.
   type Faulty is new Servant with null record;

   overriding function Interface_Id (Self : Faulty) return String is ("IDL:test/Faulty:1.0");

   overriding function Operations
     (Self : Faulty) return Orb_Core.Signatures.Operation_List is
     (1 => (new String'("fail"), Orb_Core.Signatures.Void,
            Orb_Core.Signatures.No_Parameters, 0));

   overriding procedure Invoke
     (Self      : in out Faulty;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value) is
   begin
      raise Program_Error with "the fault";
   end Invoke;

   overriding procedure Set_Up_Case (Item : in out Test) is
      pragma Unreferenced (Item);
   begin
      Orb_Core.Registry.Register ("c", new Counter.Instance, Activate => True);
      Orb_Core.Registry.Register ("calc", new Calculator.Instance, Activate => True);
      Orb_Core.Registry.Register ("off", new Counter.Instance, Activate => False);
      Orb_Core.Registry.Register ("faulty", new Faulty, Activate => True);
   end Set_Up_Case;

   overriding procedure Tear_Down_Case (Item : in out Test) is
      pragma Unreferenced (Item);
   begin
      Orb_Core.Registry.Unregister ("c");
      Orb_Core.Registry.Unregister ("calc");
      Orb_Core.Registry.Unregister ("off");
      Orb_Core.Registry.Unregister ("faulty");
   end Tear_Down_Case;

   function Sent (Key, Operation : String; Arguments : String := "[]") return Reply is
     (Orb_Core.Dispatch.Invoke
        ((Id        => Next_Id,
          Key       => To_Unbounded_String (Key),
          Operation => To_Unbounded_String (Operation),
          Arguments => Kit.JSON.Parsing.Parse (Arguments))));

   procedure Expect (Key, Operation, Arguments, Result : String);
   procedure Expect_System
     (Key, Operation, Arguments : String; Kind : Corba.System_Exceptions.Kinds);

   procedure Expect (Key, Operation, Arguments, Result : String) is
      Got : constant Reply := Sent (Key, Operation, Arguments);
   begin
      Assert (Got.Kind = No_Exception, Operation & " raised " & Got.Kind'Image);
      Assert
        (Kit.JSON.Printing.Image (Got.Result) = Result,
         Operation & " gives " & Kit.JSON.Printing.Image (Got.Result));
   end Expect;

   procedure Expect_System
     (Key, Operation, Arguments : String; Kind : Corba.System_Exceptions.Kinds)
   is
      Got : constant Reply := Sent (Key, Operation, Arguments);
   begin
      Assert (Got.Kind = System_Exception, Operation & " gives " & Got.Kind'Image);
      Assert
        (Got.Occurrence.Kind = Kind,
         Operation & " raises " & Got.Occurrence.Kind'Image & ", "
         & To_String (Got.Occurrence.Reason));
   end Expect_System;

   procedure Test_Calls (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("c", "increment", "[3]", "3");
      Expect ("c", "increment", "{""by"":4}", "7");
      Expect ("c", "value", "null", "7");
      Expect ("calc", "mean", "[[1,2]]", "1.5");
   end Test_Calls;

   procedure Test_Implicit (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("c", "_is_a", "[""IDL:polyorb/Counter:1.0""]", "true");
      Expect ("c", "_is_a", "[""IDL:omg.org/CORBA/Object:1.0""]", "true");
      Expect ("c", "_is_a", "[""IDL:polyorb/Echo:1.0""]", "false");
      Expect ("c", "_interface", "[]", """IDL:polyorb/Counter:1.0""");
      Expect ("c", "_non_existent", "[]", "false");
   end Test_Implicit;

   procedure Test_System_Exceptions (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_System ("none", "value", "[]", Object_Not_Exist);
      Expect_System ("off", "value", "[]", Obj_Adapter);
      Expect_System ("c", "fly", "[]", Bad_Operation);
      Expect_System ("c", "increment", "[]", Marshal);
      Expect_System ("c", "increment", "[1,2]", Marshal);
      Expect_System ("c", "increment", "[""1""]", Marshal);
      Expect_System ("c", "increment", "{""to"":1}", Marshal);
      Expect_System ("c", "increment", "3", Marshal);
      Expect_System ("c", "increment", "[2147483648]", Data_Conversion);
      Expect_System ("calc", "factorial", "[-1]", Data_Conversion);
      Expect_System ("calc", "mean", "[[1,""2""]]", Marshal);
      Expect_System ("c", "_is_a", "[1]", Marshal);
      Expect_System ("faulty", "fail", "[]", Unknown);
      --  The object is released after a fault.
      Expect_System ("faulty", "fail", "[]", Unknown);
   end Test_System_Exceptions;

   procedure Test_User_Exceptions (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Got : constant Reply := Sent ("calc", "divide", "[1,0]");
   begin
      Assert (Got.Kind = Orb_Core.Dispatch.User_Exception, "gives " & Got.Kind'Image);
      Assert (Got.Exception_Id = Calculator.Division_By_Zero_Id, "the id");
      Assert (Got.Reason = "the divisor is zero", "the reason");
   end Test_User_Exceptions;

   procedure Test_Ids_And_Counts (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      function Requests return Long_Long_Integer is
        (Kit.JSON.As_Integer (Kit.JSON.Get (Statistics, "requests")));

      Before : constant Long_Long_Integer := Requests;
      First  : constant Request_Id := Next_Id;
   begin
      Assert (First > 0, "an id is never 0");
      Assert (Sent ("c", "value").Id = First + 1, "ids follow each other");
      Assert (Requests = Before + 1, "counted");
   end Test_Ids_And_Counts;

   procedure Test_Statuses (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Corba.System_Exceptions;
   begin
      Assert (HTTP_Status (Object_Not_Exist) = 404, "404");
      Assert (HTTP_Status (Marshal) = 400, "400");
      Assert (HTTP_Status (Bad_Operation) = 422, "422");
      Assert (HTTP_Status (Unknown) = 500, "500");
      Assert
        (Repository_Id (Object_Not_Exist) = "IDL:omg.org/CORBA/OBJECT_NOT_EXIST:1.0",
         "repository id");
      for Kind in Kinds loop
         Assert (HTTP_Status (Kind) in 400 .. 599, "an error each");
      end loop;
   end Test_Statuses;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Calls'Access, "calls");
      Register_Routine (Item, Test_Implicit'Access, "what every object answers");
      Register_Routine (Item, Test_System_Exceptions'Access, "system exceptions");
      Register_Routine (Item, Test_User_Exceptions'Access, "user exceptions");
      Register_Routine (Item, Test_Ids_And_Counts'Access, "ids and counts");
      Register_Routine (Item, Test_Statuses'Access, "HTTP statuses");
   end Register_Tests;

end Dispatch_Tests;
