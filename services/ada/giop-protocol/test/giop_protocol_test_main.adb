with AUnit.Test_Suites;
with Malformed_Tests;
with Properties_Tests;
with Run_Tests;
with Values_Tests;
with Vectors_Tests;

procedure GIOP_Protocol_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Values_Tests.Test);
      Suite.Add_Test (new Vectors_Tests.Test);
      Suite.Add_Test (new Malformed_Tests.Test);
      Suite.Add_Test (new Properties_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end GIOP_Protocol_Test_Main;
