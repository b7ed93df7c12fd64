--  The operations of a POA on objects, servants and references, each under
--  the policies that allow it; WrongPolicy else.

with POA_Manager.Adapters;
with POA_Manager.Object_Maps;

package POA_Manager.Objects is

   use POA_Manager.Adapters;
   use POA_Manager.Object_Maps;

   --  What references say as host and port: the ORB's.
   procedure Configure (Host : String; Port : Positive);

   --  activate_object. Raises ServantAlreadyActive.
   function Activate (Within : not null Adapter_Access; Item : Servant) return String;

   --  Raises ObjectAlreadyActive, ServantAlreadyActive, BAD_PARAM for an id
   --  that the POA would have to have made.
   procedure Activate_With_Id
     (Within : not null Adapter_Access; Id : String; Item : Servant);

   --  Raises ObjectNotActive.
   procedure Deactivate (Within : not null Adapter_Access; Id : String);

   --  Raises ServantNotActive.
   function Servant_To_Id (Within : not null Adapter_Access; Item : Servant) return String;

   --  Raises ObjectNotActive.
   function Id_To_Servant (Within : not null Adapter_Access; Id : String) return Servant;
   function Id_To_Reference (Within : not null Adapter_Access; Id : String) return String;

   --  Raises WrongAdapter for a reference of another POA, or of an earlier
   --  life of a transient one.
   function Reference_To_Id
     (Within : not null Adapter_Access; Reference : String) return String;

   --  create_reference, and create_reference_with_id where Id is not empty.
   --  Neither activates anything.
   function Create_Reference
     (Within : not null Adapter_Access; Type_Id, Id : String) return String;

   --  An IOR.
   function Reference
     (Within : not null Adapter_Access; Id, Type_Id : String) return String;

   procedure Set_Default_Servant (Within : not null Adapter_Access; Item : Servant);

   --  Raises NoServant.
   function Default_Servant (Within : not null Adapter_Access) return Servant;

   --  Raises BAD_INV_ORDER when there is one, OBJ_ADAPTER for the kind that
   --  does not fit the POA.
   procedure Set_Servant_Manager
     (Within : not null Adapter_Access; Kind : Servant_Managers);

   --  Raises WrongPolicy; None is possible.
   function Servant_Manager (Within : not null Adapter_Access) return Servant_Managers;

end POA_Manager.Objects;
