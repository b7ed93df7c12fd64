with AUnit.Test_Suites;
with Account_Tests;
with Policy_Tests;
with Run_Tests;
with Token_Tests;

procedure Security_Service_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Token_Tests.Test);
      Suite.Add_Test (new Account_Tests.Test);
      Suite.Add_Test (new Policy_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Security_Service_Test_Main;
