with AUnit.Test_Suites;
with Fields_Tests;
with HTTP_Tests;
with JSON_Tests;
with Metrics_Tests;
with Parser_Tests;
with Pool_Tests;
with Requests_Tests;
with Routes_Tests;
with Run_Tests;
with Traces_Tests;

procedure Kit_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new JSON_Tests.Test);
      Suite.Add_Test (new Parser_Tests.Test);
      Suite.Add_Test (new Fields_Tests.Test);
      Suite.Add_Test (new HTTP_Tests.Test);
      Suite.Add_Test (new Requests_Tests.Test);
      Suite.Add_Test (new Routes_Tests.Test);
      Suite.Add_Test (new Traces_Tests.Test);
      Suite.Add_Test (new Metrics_Tests.Test);
      Suite.Add_Test (new Pool_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Kit_Test_Main;
