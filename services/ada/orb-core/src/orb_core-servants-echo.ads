--  Gives back what it is told.

package Orb_Core.Servants.Echo is

   Id : constant String := "IDL:polyorb/Echo:1.0";

   type Instance is new Servant with null record;

   overriding function Interface_Id (Self : Instance) return String is (Id);

   overriding function Operations (Self : Instance) return Signatures.Operation_List;

   overriding procedure Invoke
     (Self      : in out Instance;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value);

end Orb_Core.Servants.Echo;
