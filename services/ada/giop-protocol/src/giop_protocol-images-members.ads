--  Members of an object, of the kind they must have. All raise Faults.Unfit
--  that names the member.

with Interfaces;

private package GIOP_Protocol.Images.Members is

   function Text_Of (Within : Kit.JSON.Value; Name : String) return String;

   --  Of hexadecimal digits.
   function Octets_Of (Within : Kit.JSON.Value; Name : String) return String;

   function Flag_Of
     (Within : Kit.JSON.Value; Name : String; Default : Boolean) return Boolean;

   function Number_Of
     (Within  : Kit.JSON.Value;
      Name    : String;
      Default : Long_Long_Integer := -1;
      Most    : Long_Long_Integer := 2**32 - 1) return Interfaces.Unsigned_32;

   --  Which of the words it is; Default where there is no such member.
   function Choice_Of
     (Within : Kit.JSON.Value; Name, First, Second, Third : String; Default : Natural)
      return Natural;

   --  An array; empty where there is no such member.
   function List_Of
     (Within : Kit.JSON.Value; Name : String; Most : Positive) return Kit.JSON.Value;

   --  body[0].value
   function Element_Place (List : String; Nth : Positive; Member : String := "") return String;

end GIOP_Protocol.Images.Members;
