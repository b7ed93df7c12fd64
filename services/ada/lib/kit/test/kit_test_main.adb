with Ada.Command_Line;
with AUnit.Reporter.Text;
with AUnit.Run;
with AUnit.Test_Suites;
with Fields_Tests;
with JSON_Tests;
with Metrics_Tests;
with Parser_Tests;
with Routes_Tests;
with Traces_Tests;

procedure Kit_Test_Main is

   function Suite return AUnit.Test_Suites.Access_Test_Suite;

   function Suite return AUnit.Test_Suites.Access_Test_Suite is
   begin
      return Result : constant AUnit.Test_Suites.Access_Test_Suite :=
        AUnit.Test_Suites.New_Suite
      do
         Result.Add_Test (new JSON_Tests.Test);
         Result.Add_Test (new Parser_Tests.Test);
         Result.Add_Test (new Fields_Tests.Test);
         Result.Add_Test (new Routes_Tests.Test);
         Result.Add_Test (new Traces_Tests.Test);
         Result.Add_Test (new Metrics_Tests.Test);
      end return;
   end Suite;

   use type AUnit.Status;

   function Run is new AUnit.Run.Test_Runner_With_Status (Suite);

   Reporter : AUnit.Reporter.Text.Text_Reporter;
begin
   if Run (Reporter) /= AUnit.Success then
      Ada.Command_Line.Set_Exit_Status (Ada.Command_Line.Failure);
   end if;
end Kit_Test_Main;
