with AUnit.Assertions;
with Kit.JSON.Printing;
with Notification_Service.QoS;
with Sample;

package body QoS_Tests is

   use AUnit.Assertions;
   use Notification_Service.QoS;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect (Text, Errors : String);

   procedure Expect (Text, Errors : String) is
      Result : Properties;
      Got    : Kit.JSON.Value;
   begin
      Decode (Sample.Parsed (Text), (others => <>), Result, Got);
      Assert
        (Kit.JSON.Printing.Image (Got) = Errors,
         Text & " gives " & Kit.JSON.Printing.Image (Got));
   end Expect;

   procedure Test_Values (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Result : Properties;
      Errors : Kit.JSON.Value;
   begin
      Decode
        (Sample.Parsed
           ("{""OrderPolicy"":""Priority"",""DiscardPolicy"":""LifoOrder"","
            & """MaxEventsPerConsumer"":7,""Timeout"":50,""Priority"":-2,"
            & """EventReliability"":""BestEffort""}"),
         (others => <>), Result, Errors);
      Assert (Kit.JSON.Length (Errors) = 0, "no errors");
      Assert (Result = (Priority, Lifo, 7, 50, -2), "the values");
      Decode (Sample.Parsed ("{""Timeout"":0}"), Properties'(Result), Result, Errors);
      Assert (Result = (Priority, Lifo, 7, 0, -2), "the others stay");
      Assert
        (Kit.JSON.Printing.Image (Image (Result))
         = "{""OrderPolicy"":""PriorityOrder"",""DiscardPolicy"":""LifoOrder"","
         & """MaxEventsPerConsumer"":7,""Timeout"":0,""Priority"":-2}",
         Kit.JSON.Printing.Image (Image (Result)));
   end Test_Values;

   procedure Test_Errors (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("null", "[]");
      Expect ("{}", "[]");
      Expect ("7", "[{""code"":""BAD_TYPE"",""name"":""qos""}]");
      Expect
        ("{""OrderPolicy"":""Lifo""}", "[{""code"":""BAD_VALUE"",""name"":""OrderPolicy""}]");
      Expect
        ("{""OrderPolicy"":3}", "[{""code"":""BAD_TYPE"",""name"":""OrderPolicy""}]");
      Expect
        ("{""Colour"":3}", "[{""code"":""BAD_PROPERTY"",""name"":""Colour""}]");
      Expect
        ("{""PacingInterval"":3}",
         "[{""code"":""UNSUPPORTED_PROPERTY"",""name"":""PacingInterval""}]");
      Expect
        ("{""MaxEventsPerConsumer"":0,""Timeout"":""x""}",
         "[{""code"":""UNSUPPORTED_VALUE"",""name"":""MaxEventsPerConsumer"","
         & """availableRange"":{""low"":1,""high"":1000}},"
         & "{""code"":""BAD_TYPE"",""name"":""Timeout"","
         & """availableRange"":{""low"":0,""high"":86400000}}]");
      Expect
        ("{""EventReliability"":""Persistent""}",
         "[{""code"":""UNSUPPORTED_VALUE"",""name"":""EventReliability"","
         & """availableRange"":{""low"":""BestEffort"",""high"":""BestEffort""}}]");
   end Test_Errors;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Values'Access, "values");
      Register_Routine (Item, Test_Errors'Access, "UnsupportedQoS");
   end Register_Tests;

end QoS_Tests;
