--  The tree of POAs. A path is the names from the root on: RootPOA/services.

with Ada.Strings.Unbounded;
with Kit.JSON;
with POA_Manager.Object_Maps;
with POA_Manager.Policies;

package POA_Manager.Adapters is

   use Ada.Strings.Unbounded;

   Max_Adapters : constant := 256;
   Max_Depth    : constant := 16;

   Root_Path     : constant String := "RootPOA";
   Services_Path : constant String := "RootPOA/services";

   type Servant_Managers is (None, Servant_Activator, Servant_Locator);

   type Adapter is limited record
      Path            : Unbounded_String;
      Manager         : Unbounded_String;
      Policies        : POA_Manager.Policies.Set;
      Objects         : Object_Maps.Map;
      Default_Servant : Object_Maps.Servant;
      Servant_Manager : Servant_Managers := None;

      --  How many ids the POA has made.
      Last_Id         : Natural := 0;
   end record;

   type Adapter_Access is access Adapter;

   function Has (Item : Adapter_Access; Value : POA_Manager.Policies.Values) return Boolean;

   --  Raises AdapterNonExistent.
   function Find (Path : String) return not null Adapter_Access;

   --  Manager is the name of one that exists; empty for a new one. Raises
   --  AdapterAlreadyExists, AdapterNonExistent, BAD_PARAM, IMP_LIMIT.
   procedure Create
     (Parent, Name : String;
      Manager      : String;
      Policies     : POA_Manager.Policies.Set);

   --  With all below it, whose paths are appended to Paths. Etherealized is
   --  the number of objects that a servant activator gets back. Raises
   --  AdapterNonExistent; BAD_INV_ORDER for the root.
   procedure Destroy
     (Path : String; Paths : in out Kit.JSON.Value; Etherealized : out Natural);

   --  The same for the objects of all POAs of a manager; the POAs stay.
   procedure Etherealize (Manager : String; Count : out Natural);

   --  The adapter activator of RootPOA: makes RootPOA/services, with an
   --  active manager of its own, where it does not exist.
   procedure Need_Services;

   --  {"name", "path", "parent"?, "policies", "manager", "state", "children",
   --  "activeObjects", "servantManager"?, "defaultServant"?}
   function Image (Path : String) return Kit.JSON.Value;
   function Images return Kit.JSON.Value;

   --  Makes RootPOA with its manager active. Called once.
   procedure Set_Up;

end POA_Manager.Adapters;
