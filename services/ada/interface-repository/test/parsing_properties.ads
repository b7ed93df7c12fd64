with AUnit.Test_Cases;

package Parsing_Properties is

   type Test is new AUnit.Test_Cases.Test_Case with null record;

   overriding function Name (Item : Test) return AUnit.Message_String is
     (AUnit.Format ("properties of IDL"));

   overriding procedure Register_Tests (Item : in out Test);

end Parsing_Properties;
