with AUnit.Test_Suites;
with Corbaname_Tests;
with Dispatch_Tests;
with Expressions_Tests;
with Registry_Tests;
with Run_Tests;
with Servants_Tests;
with Wire_Tests;

procedure Orb_Core_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Expressions_Tests.Test);
      Suite.Add_Test (new Servants_Tests.Test);
      Suite.Add_Test (new Registry_Tests.Test);
      Suite.Add_Test (new Dispatch_Tests.Test);
      Suite.Add_Test (new Corbaname_Tests.Test);
      Suite.Add_Test (new Wire_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Orb_Core_Test_Main;
