with AUnit.Test_Suites;
with Buffers_Tests;
with Channels_Tests;
with Events_Tests;
with Run_Tests;

procedure Event_Service_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Buffers_Tests.Test);
      Suite.Add_Test (new Events_Tests.Test);
      Suite.Add_Test (new Channels_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Event_Service_Test_Main;
