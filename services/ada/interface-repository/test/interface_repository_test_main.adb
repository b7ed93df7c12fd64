with AUnit.Test_Suites;
with Constants_Tests;
with Ids_Tests;
with Interfaces_Tests;
with Parsing_Properties;
with Parsing_Tests;
with Run_Tests;

procedure Interface_Repository_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Parsing_Tests.Test);
      Suite.Add_Test (new Constants_Tests.Test);
      Suite.Add_Test (new Ids_Tests.Test);
      Suite.Add_Test (new Interfaces_Tests.Test);
      Suite.Add_Test (new Parsing_Properties.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Interface_Repository_Test_Main;
