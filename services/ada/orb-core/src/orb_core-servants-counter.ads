--  A number that requests move up and down.

package Orb_Core.Servants.Counter is

   Id          : constant String := "IDL:polyorb/Counter:1.0";
   Overflow_Id : constant String := "IDL:polyorb/Counter/Overflow:1.0";

   type Instance is new Servant with private;

   overriding function Interface_Id (Self : Instance) return String is (Id);

   overriding function Operations (Self : Instance) return Signatures.Operation_List;

   overriding procedure Invoke
     (Self      : in out Instance;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value);

private

   type Instance is new Servant with record
      Now : Long_Long_Integer := 0;
   end record;

end Orb_Core.Servants.Counter;
