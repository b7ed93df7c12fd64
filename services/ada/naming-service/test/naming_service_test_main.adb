with AUnit.Test_Suites;
with Corbaname_Tests;
with Graph_Tests;
with Names_Tests;
with Run_Tests;

procedure Naming_Service_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Names_Tests.Test);
      Suite.Add_Test (new Corbaname_Tests.Test);
      Suite.Add_Test (new Graph_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Naming_Service_Test_Main;
