with AUnit.Test_Cases;

package Directory_Tests is

   type Test is new AUnit.Test_Cases.Test_Case with null record;

   overriding function Name (Item : Test) return AUnit.Message_String is
     (AUnit.Format ("directory of channels"));

   overriding procedure Register_Tests (Item : in out Test);

end Directory_Tests;
