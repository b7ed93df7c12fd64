with Ada.Strings.Fixed;

package body POA_Manager.User_Exceptions is

   use Ada.Strings.Fixed;

   function Second (Message : String) return Positive is
     (Index (Message, " ") + 1);

   function Name (Of_Kind : Kinds) return String is
     (case Of_Kind is
         when Adapter_Already_Exists => "AdapterAlreadyExists",
         when Adapter_Non_Existent   => "AdapterNonExistent",
         when Invalid_Policy         => "InvalidPolicy",
         when No_Servant             => "NoServant",
         when Object_Already_Active  => "ObjectAlreadyActive",
         when Object_Not_Active      => "ObjectNotActive",
         when Servant_Already_Active => "ServantAlreadyActive",
         when Servant_Not_Active     => "ServantNotActive",
         when Wrong_Adapter          => "WrongAdapter",
         when Wrong_Policy           => "WrongPolicy",
         when Adapter_Inactive       => "AdapterInactive",
         when Manager_Already_Exists => "ManagerAlreadyExists",
         when Policy_Error           => "PolicyError");

   function Scope (Of_Kind : Kinds) return String is
     (case Of_Kind is
         when Adapter_Inactive       => "PortableServer/POAManager/",
         when Manager_Already_Exists => "PortableServer/POAManagerFactory/",
         when Policy_Error           => "CORBA/",
         when others                 => "PortableServer/POA/");

   -----------
   -- Throw --
   -----------

   procedure Throw (Kind : Kinds; Reason : String; Index : Natural := 0) is
      Image : constant String := Index'Image;
   begin
      raise Raised with Kind'Image & Image & ' ' & Reason;
   end Throw;

   ----------
   -- Kind --
   ----------

   function Kind (Error : Ada.Exceptions.Exception_Occurrence) return Kinds is
      Message : constant String := Ada.Exceptions.Exception_Message (Error);
   begin
      return Kinds'Value (Message (Message'First .. Second (Message) - 2));
   end Kind;

   -----------
   -- Index --
   -----------

   function Index (Error : Ada.Exceptions.Exception_Occurrence) return Natural is
      Message : constant String := Ada.Exceptions.Exception_Message (Error);
      First   : constant Positive := Second (Message);
   begin
      return Natural'Value
        (Message (First .. Ada.Strings.Fixed.Index (Message, " ", First) - 1));
   end Index;

   -----------------
   -- HTTP_Status --
   -----------------

   function HTTP_Status (Kind : Kinds) return Positive is
     (case Kind is
         when Policy_Error                                            => 400,
         when Adapter_Non_Existent | No_Servant | Object_Not_Active
            | Servant_Not_Active                                      => 404,
         when others                                                  => 409);

   -----------
   -- Image --
   -----------

   function Image (Error : Ada.Exceptions.Exception_Occurrence) return Kit.JSON.Value is
      Message : constant String := Ada.Exceptions.Exception_Message (Error);
      Of_Kind : constant Kinds := Kind (Error);
      Third   : constant Positive :=
        Ada.Strings.Fixed.Index (Message, " ", Second (Message)) + 1;
      Result  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "name", Name (Of_Kind));
      Kit.JSON.Add (Result, "id", "IDL:omg.org/" & Scope (Of_Kind) & Name (Of_Kind) & ":1.0");
      if Of_Kind in Invalid_Policy | Policy_Error then
         Kit.JSON.Add (Result, "index", Long_Long_Integer (Index (Error)));
      end if;
      Kit.JSON.Add (Result, "reason", Message (Third .. Message'Last));
      return Result;
   end Image;

end POA_Manager.User_Exceptions;
