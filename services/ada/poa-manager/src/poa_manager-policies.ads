--  The seven standard policies of a POA, and which of their values go
--  together.

with Kit.JSON;

package POA_Manager.Policies is

   type Kinds is
     (Thread, Lifespan, Id_Uniqueness, Id_Assignment, Activation, Servant_Retention,
      Request_Processing);

   type Values is
     (Orb_Ctrl_Model, Single_Thread_Model, Main_Thread_Model,
      Transient, Persistent,
      Unique_Id, Multiple_Id,
      User_Id, System_Id,
      Implicit_Activation, No_Implicit_Activation,
      Retain, Non_Retain,
      Use_Active_Object_Map_Only, Use_Default_Servant, Use_Servant_Manager);

   type Set is array (Kinds) of Values;

   Defaults : constant Set :=
     (Thread             => Orb_Ctrl_Model,
      Lifespan           => Transient,
      Id_Uniqueness      => Unique_Id,
      Id_Assignment      => System_Id,
      Activation         => No_Implicit_Activation,
      Servant_Retention  => Retain,
      Request_Processing => Use_Active_Object_Map_Only);

   --  Those of the root POA.
   Of_Root : constant Set :=
     (Thread             => Orb_Ctrl_Model,
      Lifespan           => Transient,
      Id_Uniqueness      => Unique_Id,
      Id_Assignment      => System_Id,
      Activation         => Implicit_Activation,
      Servant_Retention  => Retain,
      Request_Processing => Use_Active_Object_Map_Only);

   function Kind_Of (Value : Values) return Kinds;

   type List is array (Positive range <>) of Values;

   --  The defaults but for what the list says. Raises InvalidPolicy with the
   --  index of the first policy that contradicts an earlier one of its kind,
   --  or has part in a combination that is not allowed.
   function Combined (Given : List) return Set;

   --  Of ["PERSISTENT", "USER_ID", …] or {"lifespan": "PERSISTENT", …}. Raises
   --  PolicyError with the index of what is no policy, Kit.HTTP.Refusal (400)
   --  for any other shape.
   function To_List (Item : Kit.JSON.Value) return List;

   function Image (Item : Set) return Kit.JSON.Value;

end POA_Manager.Policies;
