with AUnit.Test_Suites;
with Channels_Tests;
with Constraints_Properties;
with Constraints_Tests;
with Events_Tests;
with QoS_Tests;
with Queues_Tests;
with Run_Tests;

procedure Notification_Service_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new Constraints_Tests.Test);
      Suite.Add_Test (new Constraints_Properties.Test);
      Suite.Add_Test (new Events_Tests.Test);
      Suite.Add_Test (new QoS_Tests.Test);
      Suite.Add_Test (new Queues_Tests.Test);
      Suite.Add_Test (new Channels_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end Notification_Service_Test_Main;
