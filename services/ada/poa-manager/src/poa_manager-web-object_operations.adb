with Ada.Strings.Unbounded;
with Kit.Fields;
with POA_Manager.Adapters;
with POA_Manager.Locking;
with POA_Manager.Objects;

package body POA_Manager.Web.Object_Operations is

   use Ada.Strings.Unbounded;

   Page_Size : constant := 100;

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Activate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Deactivate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   function Image (Within : Adapters.Adapter_Access; Id : String) return Kit.JSON.Value;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/poas/{poa}/objects", List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/poas/{poa}/objects", Activate'Access);
      Kit.Routes.Add (Table, "GET", "/v1/poas/{poa}/objects/{id}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/poas/{poa}/objects/{id}", Deactivate'Access);
   end Add_Routes;

   -----------
   -- Image --
   -----------

   function Image (Within : Adapters.Adapter_Access; Id : String) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "poa", To_String (Within.Path));
      Kit.JSON.Add (Result, "objectId", Id);
      Kit.JSON.Add (Result, "reference", Objects.Id_To_Reference (Within, Id));
      Add_Servant (Result, Object_Maps.Element (Within.Objects, Id).Servant);
      return Result;
   end Image;

   ----------
   -- List --
   ----------

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold   : Locking.Hold;
      pragma Unreferenced (Hold);
      Within : constant Adapters.Adapter_Access := Adapters.Find (Part (Request, "poa"));
      Items  : constant Kit.JSON.Value := Object_Maps.Images
        (Within.Objects, Kit.Fields.Value (Request.Query, "after"), Page_Size);
      Count  : constant Natural := Kit.JSON.Length (Items);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "objects", Items);
      Kit.JSON.Add
        (Result, "total", Long_Long_Integer (Object_Maps.Count (Within.Objects)));
      if Count = Page_Size then
         Kit.JSON.Add
           (Result, "next", Kit.JSON.Get (Kit.JSON.Element (Items, Count), "objectId"));
      end if;
      Kit.HTTP.Reply (Response, Result);
   end List;

   --------------
   -- Activate --
   --------------

   procedure Activate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Servant : constant Object_Maps.Servant := Needed_Servant (Content);
      Hold    : Locking.Hold;
      pragma Unreferenced (Hold);
      Within  : constant Adapters.Adapter_Access := Adapters.Find (Part (Request, "poa"));
   begin
      if Kit.JSON.Has (Content, "objectId") then
         Objects.Activate_With_Id (Within, Needed_Text (Content, "objectId"), Servant);
         Kit.HTTP.Reply (Response, Image (Within, Needed_Text (Content, "objectId")), 201);
      else
         Kit.HTTP.Reply (Response, Image (Within, Objects.Activate (Within, Servant)), 201);
      end if;
   end Activate;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Kit.HTTP.Reply
        (Response, Image (Adapters.Find (Part (Request, "poa")), Part (Request, "id")));
   end Show;

   ----------------
   -- Deactivate --
   ----------------

   procedure Deactivate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Objects.Deactivate (Adapters.Find (Part (Request, "poa")), Part (Request, "id"));
      Response.Status := 204;
   end Deactivate;

end POA_Manager.Web.Object_Operations;
