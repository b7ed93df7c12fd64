with AUnit.Test_Cases;

package Requests_Tests is

   type Test is new AUnit.Test_Cases.Test_Case with null record;

   overriding function Name (Item : Test) return AUnit.Message_String is
     (AUnit.Format ("requests"));

   overriding procedure Register_Tests (Item : in out Test);

end Requests_Tests;
