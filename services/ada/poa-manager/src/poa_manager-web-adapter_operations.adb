with POA_Manager.Adapters;
with POA_Manager.Locking;
with POA_Manager.Policies;

package body POA_Manager.Web.Adapter_Operations is

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Create (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Destroy (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/poas", List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/poas", Create'Access);
      Kit.Routes.Add (Table, "GET", "/v1/poas/{poa}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/poas/{poa}", Destroy'Access);
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
      Kit.JSON.Add (Result, "poas", Adapters.Images);
      Kit.HTTP.Reply (Response, Result);
   end List;

   ------------
   -- Create --
   ------------

   procedure Create (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Parent  : constant String :=
        (if Kit.JSON.Has (Content, "parent") then Needed_Text (Content, "parent")
         else Adapters.Root_Path);
      Name    : constant String := Needed_Text (Content, "name");
      Manager : constant String := Optional_Text (Content, "manager");
      Chosen  : constant Policies.Set :=
        Policies.Combined (Policies.To_List (Kit.JSON.Get (Content, "policies")));
      Hold    : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Adapters.Create (Parent, Name, Manager, Chosen);
      Kit.HTTP.Reply (Response, Adapters.Image (Parent & '/' & Name), 201);
   end Create;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Kit.HTTP.Reply (Response, Adapters.Image (Part (Request, "poa")));
   end Show;

   -------------
   -- Destroy --
   -------------

   procedure Destroy (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold         : Locking.Hold;
      pragma Unreferenced (Hold);
      Paths        : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Result       : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Etherealized : Natural;
   begin
      Adapters.Destroy (Part (Request, "poa"), Paths, Etherealized);
      Kit.JSON.Add (Result, "destroyed", Paths);
      Kit.JSON.Add (Result, "etherealized", Long_Long_Integer (Etherealized));
      Kit.HTTP.Reply (Response, Result);
   end Destroy;

end POA_Manager.Web.Adapter_Operations;
