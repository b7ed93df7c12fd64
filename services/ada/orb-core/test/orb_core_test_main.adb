with Ada.Command_Line;
with AUnit.Reporter.Text;
with AUnit.Run;
with AUnit.Test_Suites;
with CDR_Tests;
with Corbaloc_Tests;
with Dispatch_Tests;
with Expressions_Tests;
with IOR_Tests;
with Registry_Tests;
with Servants_Tests;

procedure Orb_Core_Test_Main is

   function Suite return AUnit.Test_Suites.Access_Test_Suite;

   function Suite return AUnit.Test_Suites.Access_Test_Suite is
   begin
      return Result : constant AUnit.Test_Suites.Access_Test_Suite :=
        AUnit.Test_Suites.New_Suite
      do
         Result.Add_Test (new CDR_Tests.Test);
         Result.Add_Test (new IOR_Tests.Test);
         Result.Add_Test (new Corbaloc_Tests.Test);
         Result.Add_Test (new Expressions_Tests.Test);
         Result.Add_Test (new Servants_Tests.Test);
         Result.Add_Test (new Registry_Tests.Test);
         Result.Add_Test (new Dispatch_Tests.Test);
      end return;
   end Suite;

   use type AUnit.Status;

   function Run is new AUnit.Run.Test_Runner_With_Status (Suite);

   Reporter : AUnit.Reporter.Text.Text_Reporter;
begin
   if Run (Reporter) /= AUnit.Success then
      Ada.Command_Line.Set_Exit_Status (Ada.Command_Line.Failure);
   end if;
end Orb_Core_Test_Main;
