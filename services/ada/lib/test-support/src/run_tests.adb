with AUnit.Reporter.Text;
with AUnit.Run;
with GNAT.OS_Lib;

procedure Run_Tests is

   function Suite return AUnit.Test_Suites.Access_Test_Suite;

   function Suite return AUnit.Test_Suites.Access_Test_Suite is
   begin
      return Result : constant AUnit.Test_Suites.Access_Test_Suite :=
        AUnit.Test_Suites.New_Suite
      do
         Fill (Result);
      end return;
   end Suite;

   use type AUnit.Status;

   function Run is new AUnit.Run.Test_Runner_With_Status (Suite);

   Reporter : AUnit.Reporter.Text.Text_Reporter;
begin
   --  Tasks of what was tested may wait for work for ever: they are not
   --  waited for.
   GNAT.OS_Lib.OS_Exit (if Run (Reporter) = AUnit.Success then 0 else 1);
end Run_Tests;
