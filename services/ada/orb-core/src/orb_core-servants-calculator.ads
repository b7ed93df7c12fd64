--  Arithmetic without memory.

package Orb_Core.Servants.Calculator is

   Id                  : constant String := "IDL:polyorb/Calculator:1.0";
   Division_By_Zero_Id : constant String := "IDL:polyorb/Calculator/DivisionByZero:1.0";
   Bad_Expression_Id   : constant String := "IDL:polyorb/Calculator/BadExpression:1.0";
   Overflow_Id         : constant String := "IDL:polyorb/Calculator/Overflow:1.0";

   type Instance is new Servant with null record;

   overriding function Interface_Id (Self : Instance) return String is (Id);

   overriding function Operations (Self : Instance) return Signatures.Operation_List;

   overriding procedure Invoke
     (Self      : in out Instance;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value);

end Orb_Core.Servants.Calculator;
