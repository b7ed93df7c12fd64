with Answers_Tests;
with AUnit.Test_Suites;
with CDR_Tests;
with Corbaloc_Tests;
with IOR_Tests;
with Run_Tests;

procedure Corba_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new CDR_Tests.Test);
      Suite.Add_Test (new IOR_Tests.Test);
      Suite.Add_Test (new Corbaloc_Tests.Test);
      Suite.Add_Test (new Answers_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Corba_Test_Main;
