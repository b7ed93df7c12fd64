--  POA managers: each holds the state of the POAs that it was given to. What
--  is in here and in the packages for POAs and objects is for one task at a
--  time; see POA_Manager.Locking.

with Kit.JSON;

package POA_Manager.Managers is

   Max_Managers    : constant := 256;
   Max_Name_Length : constant := 64;
   Root_Manager    : constant String := "RootPOAManager";

   --  In the words of the interface: holding, active, discarding, inactive.
   type States is (Holding, Active, Discarding, Inactive);

   --  Holding, as CORBA says. Raises ManagerAlreadyExists, BAD_PARAM for a
   --  name that is none, IMP_LIMIT.
   procedure Create (Name : String);

   --  A name like this one that no manager has.
   function Free_Name (Like : String) return String;

   --  Raises OBJECT_NOT_EXIST, and AdapterInactive where it was inactivated.
   procedure Set_State (Name : String; To : States);

   --  Raises OBJECT_NOT_EXIST.
   function State (Name : String) return States;

   --  Raises what a request meets in a state other than active: TRANSIENT or
   --  OBJ_ADAPTER.
   procedure Check_Active (Name : String);

   function Exists (Name : String) return Boolean;

   --  Counts the POAs it has; the last one that leaves ends it.
   procedure Join (Name : String);
   procedure Leave (Name : String);

   --  Raises OBJECT_NOT_EXIST, and BAD_INV_ORDER while it has POAs.
   procedure Remove (Name : String);

   --  {"name", "state", "poas": count}
   function Image (Name : String) return Kit.JSON.Value;
   function Images return Kit.JSON.Value;

   --  Letters, digits and other marks without / and control characters.
   function Is_Name (Text : String) return Boolean is
     (Text'Length in 1 .. Max_Name_Length
      and then (for all Item of Text => Item > ' ' and then Item not in '/' | ASCII.DEL));

end POA_Manager.Managers;
