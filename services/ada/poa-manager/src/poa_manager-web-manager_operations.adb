with POA_Manager.Adapters;
with POA_Manager.Locking;
with POA_Manager.Managers;

package body POA_Manager.Web.Manager_Operations is

   use all type Managers.States;

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Create (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Set_State (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   function Needed_State (Content : Kit.JSON.Value) return Managers.States;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/managers", List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/managers", Create'Access);
      Kit.Routes.Add (Table, "GET", "/v1/managers/{manager}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/managers/{manager}", Remove'Access);
      Kit.Routes.Add (Table, "POST", "/v1/managers/{manager}/state", Set_State'Access);
   end Add_Routes;

   ----------
   -- List --
   ----------

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Hold   : Locking.Hold;
      pragma Unreferenced (Hold);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "managers", Managers.Images);
      Kit.HTTP.Reply (Response, Result);
   end List;

   ------------
   -- Create --
   ------------

   procedure Create (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Name : constant String := Needed_Text (Object_Content (Request), "name");
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Managers.Create (Name);
      Kit.HTTP.Reply (Response, Managers.Image (Name), 201);
   end Create;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Kit.HTTP.Reply (Response, Managers.Image (Part (Request, "manager")));
   end Show;

   ------------
   -- Remove --
   ------------

   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Managers.Remove (Part (Request, "manager"));
      Response.Status := 204;
   end Remove;

   ------------------
   -- Needed_State --
   ------------------

   function Needed_State (Content : Kit.JSON.Value) return Managers.States is
      Text : constant String := Needed_Text (Content, "state");
   begin
      if Text not in "holding" | "active" | "discarding" | "inactive" then
         Kit.HTTP.Refuse
           (400, "the member state must be holding, active, discarding or inactive");
      end if;
      return Managers.States'Value (Text);
   end Needed_State;

   ---------------
   -- Set_State --
   ---------------

   procedure Set_State (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content     : constant Kit.JSON.Value := Object_Content (Request);
      To          : constant Managers.States := Needed_State (Content);
      Etherealize : constant Boolean :=
        Optional_Boolean (Content, "etherealizeObjects", True);
      Name        : constant String := Part (Request, "manager");
      Hold        : Locking.Hold;
      pragma Unreferenced (Hold);
      Count       : Natural := 0;
      Result      : Kit.JSON.Value;
   begin
      Managers.Set_State (Name, To);
      Result := Managers.Image (Name);
      if To = Inactive then
         if Etherealize then
            Adapters.Etherealize (Name, Count);
         end if;
         Kit.JSON.Add (Result, "etherealized", Long_Long_Integer (Count));
      end if;
      Kit.HTTP.Reply (Response, Result);
   end Set_State;

end POA_Manager.Web.Manager_Operations;
