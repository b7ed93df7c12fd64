with Adapters_Tests;
with AUnit.Test_Suites;
with Managers_Tests;
with Object_Keys_Tests;
with Objects_Tests;
with Policies_Tests;
with Run_Tests;
with Servants_Tests;

procedure POA_Manager_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Policies_Tests.Test);
      Suite.Add_Test (new Managers_Tests.Test);
      Suite.Add_Test (new Adapters_Tests.Test);
      Suite.Add_Test (new Objects_Tests.Test);
      Suite.Add_Test (new Servants_Tests.Test);
      Suite.Add_Test (new Object_Keys_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end POA_Manager_Test_Main;
