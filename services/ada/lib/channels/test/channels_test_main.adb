with AUnit.Test_Suites;
with Directory_Tests;
with Run_Tests;
with Waiting_Tests;

procedure Channels_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Directory_Tests.Test);
      Suite.Add_Test (new Waiting_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Channels_Test_Main;
