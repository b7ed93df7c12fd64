--  Names and values.

private with Ada.Containers.Indefinite_Ordered_Maps;

package Orb_Core.Servants.Dictionary is

   Id           : constant String := "IDL:polyorb/Dictionary:1.0";
   Not_Found_Id : constant String := "IDL:polyorb/Dictionary/NotFound:1.0";
   Full_Id      : constant String := "IDL:polyorb/Dictionary/Full:1.0";

   Max_Entries  : constant := 1_000;

   type Instance is new Servant with private;

   overriding function Interface_Id (Self : Instance) return String is (Id);

   overriding function Operations (Self : Instance) return Signatures.Operation_List;

   overriding procedure Invoke
     (Self      : in out Instance;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value);

private

   package Value_Maps is new Ada.Containers.Indefinite_Ordered_Maps
     (String, Kit.JSON.Value, "=" => Kit.JSON.Same);

   type Instance is new Servant with record
      Entries : Value_Maps.Map;
   end record;

end Orb_Core.Servants.Dictionary;
