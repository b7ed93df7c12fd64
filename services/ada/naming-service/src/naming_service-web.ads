--  The JSON interface under /v1. Handlers let system exceptions and malformed
--  names pass: they become answers here.

with Kit.HTTP;
with Kit.JSON;
with Kit.Routes;
with Naming_Service.Graph;
with Naming_Service.Names;
with Naming_Service.Outcomes;

package Naming_Service.Web is

   procedure Add_Routes (Table : in out Kit.Routes.Table);

private

   --  {"name": "a/b.kind"}, {"name": {"components": [{"id", "kind"?}]}} or
   --  {"components": […]}. Raises Names.Malformed.
   function Needed_Name (Content : Kit.JSON.Value) return Names.Name;

   --  The context that the member gives: its reference, or its stringified
   --  name from the root; the root where it is missing. Answered tells that
   --  the name leads to none, and that Response says so.
   procedure Find_Context
     (Content  : Kit.JSON.Value;
      Member   : String;
      Id       : out Graph.Context_Id;
      Response : in out Kit.HTTP.Response;
      Answered : out Boolean);

   --  Result is not Done: an exception of CosNaming or CORBA.
   procedure Answer (Response : in out Kit.HTTP.Response; Result : Outcomes.Outcome);

   --  {"type": "nobject" or "ncontext", "reference", "typeId"}
   procedure Add_Target (To : in out Kit.JSON.Value; Item : Graph.Target);

   function Reference_Of (Item : Graph.Target) return String;
   function Type_Of (Item : Graph.Target) return String;

   --  Prepares a change, announces it as Kind and commits it, or takes it
   --  back. Status is that of the answer when all went well.
   procedure Change_Binding
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Content  : Kit.JSON.Value;
      Action   : Graph.Actions;
      Item     : Graph.Target;
      Kind     : String;
      Status   : Positive);

end Naming_Service.Web;
