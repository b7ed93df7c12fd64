with AUnit.Test_Cases;

package Servants_Tests is

   type Test is new AUnit.Test_Cases.Test_Case with null record;

   overriding function Name (Item : Test) return AUnit.Message_String is
     (AUnit.Format ("default servants and servant managers"));

   overriding procedure Register_Tests (Item : in out Test);

end Servants_Tests;
