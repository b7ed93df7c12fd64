--  Runs a suite and reports it; the exit status says whether all passed.

with AUnit.Test_Suites;

generic
   with procedure Fill (Suite : AUnit.Test_Suites.Access_Test_Suite);
procedure Run_Tests;
