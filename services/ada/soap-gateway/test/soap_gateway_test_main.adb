with AUnit.Test_Suites;
with Envelope_Tests;
with Property_Tests;
with Run_Tests;
with Scalar_Tests;
with XML_Tests;

procedure SOAP_Gateway_Test_Main is

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);

   procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite) is
   begin
      Suite.Add_Test (new XML_Tests.Test);
      Suite.Add_Test (new Scalar_Tests.Test);
      Suite.Add_Test (new Envelope_Tests.Test);
      Suite.Add_Test (new Property_Tests.Test);
   end Fill;

   procedure Run is new Run_Tests (Fill);

begin
   Run;
end SOAP_Gateway_Test_Main;
