with AUnit.Test_Cases;

package Dispatch_Tests is

   type Test is new AUnit.Test_Cases.Test_Case with null record;

   overriding function Name (Item : Test) return AUnit.Message_String is
     (AUnit.Format ("dispatch"));

   overriding procedure Set_Up_Case (Item : in out Test);
   overriding procedure Tear_Down_Case (Item : in out Test);
   overriding procedure Register_Tests (Item : in out Test);

end Dispatch_Tests;
