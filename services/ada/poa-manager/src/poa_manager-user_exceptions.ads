--  The exceptions of POA, POAManager and POAManagerFactory: raised anywhere,
--  answered as HTTP at the edge.

with Ada.Exceptions;
with Kit.JSON;

package POA_Manager.User_Exceptions is

   type Kinds is
     (Adapter_Already_Exists, Adapter_Non_Existent, Invalid_Policy, No_Servant,
      Object_Already_Active, Object_Not_Active, Servant_Already_Active,
      Servant_Not_Active, Wrong_Adapter, Wrong_Policy, Adapter_Inactive,
      Manager_Already_Exists,

      --  CORBA's own, of create_policy: BAD_POLICY_VALUE.
      Policy_Error);

   Raised : exception;

   --  Index is that of a policy in its list, from 0 on; of Invalid_Policy and
   --  Policy_Error alone.
   procedure Throw (Kind : Kinds; Reason : String; Index : Natural := 0)
     with No_Return;

   --  Of what Throw put into Raised.
   function Kind (Error : Ada.Exceptions.Exception_Occurrence) return Kinds;
   function Index (Error : Ada.Exceptions.Exception_Occurrence) return Natural;

   function HTTP_Status (Kind : Kinds) return Positive;

   --  {"name", "id", "index"?, "reason"}
   function Image (Error : Ada.Exceptions.Exception_Occurrence) return Kit.JSON.Value;

end POA_Manager.User_Exceptions;
