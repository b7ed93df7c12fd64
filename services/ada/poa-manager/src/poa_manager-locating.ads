--  What a request finds at an object: the state of its POA, and the servant
--  that the POA's policies give it. Servant managers ask naming-service: an
--  object id is a name there.

with Kit.JSON;
with Kit.Traces;

package POA_Manager.Locating is

   --  The object of that name in RootPOA/services, which naming-service is
   --  asked for every time, and announces. Answer is naming-service's own with
   --  Status 4xx where it refuses the name. Raises TRANSIENT and OBJ_ADAPTER
   --  by the state of the POA, Kit.HTTP.Refusal without naming-service.
   procedure Locate_Name
     (Name   : String;
      Trace  : Kit.Traces.Context;
      Status : out Positive;
      Answer : out Kit.JSON.Value);

   --  An object of any POA. Raises OBJECT_NOT_EXIST, and OBJ_ADAPTER without
   --  the servant or servant manager that its policies need, as well.
   procedure Locate_Object
     (Path, Id : String;
      Trace    : Kit.Traces.Context;
      Status   : out Positive;
      Answer   : out Kit.JSON.Value);

end POA_Manager.Locating;
