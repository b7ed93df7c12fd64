with Ada.Strings.Unbounded;
with Kit.Requests;
with Naming_Service.Addresses;

package body Naming_Service.Web.Contexts is

   use Ada.Strings.Unbounded;
   use Kit.Requests;
   use all type Outcomes.Kinds;

   procedure Create (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Bind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Rebind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Bind_New (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Destroy (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  What member target gives: a context of ours, or the reference of one
   --  that another naming service holds.
   procedure Find_Target
     (Content  : Kit.JSON.Value;
      Item     : out Graph.Target;
      Response : in out Kit.HTTP.Response;
      Answered : out Boolean);

   --  Binds what member target gives.
   procedure Bind_Given
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Action   : Graph.Actions;
      Kind     : String;
      Status   : Positive);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/contexts", Show'Access);
      Kit.Routes.Add (Table, "POST", "/v1/contexts/new", Create'Access);
      Kit.Routes.Add (Table, "POST", "/v1/contexts/bind", Bind'Access);
      Kit.Routes.Add (Table, "POST", "/v1/contexts/rebind", Rebind'Access);
      Kit.Routes.Add (Table, "POST", "/v1/contexts/bind-new", Bind_New'Access);
      Kit.Routes.Add (Table, "POST", "/v1/contexts/destroy", Destroy'Access);
   end Add_Routes;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Reply    : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Contexts : Natural;
      Bindings : Natural;
   begin
      Graph.Count (Contexts, Bindings);
      Kit.JSON.Add (Reply, "root", Addresses.Context_Reference (Graph.Root));
      Kit.JSON.Add (Reply, "contexts", Long_Long_Integer (Contexts));
      Kit.JSON.Add (Reply, "bindings", Long_Long_Integer (Bindings));
      Kit.HTTP.Reply (Response, Reply);
   end Show;

   ------------
   -- Create --
   ------------

   procedure Create (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Reply  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Id     : Graph.Context_Id;
      Result : Outcomes.Outcome;
   begin
      Graph.New_Context (Id, Result);
      if Result.Kind /= Done then
         Answer (Response, Result);
         return;
      end if;
      Kit.JSON.Add (Reply, "context", Addresses.Context_Reference (Id));
      Kit.HTTP.Reply (Response, Reply, 201);
   end Create;

   -----------------
   -- Find_Target --
   -----------------

   procedure Find_Target
     (Content  : Kit.JSON.Value;
      Item     : out Graph.Target;
      Response : in out Kit.HTTP.Response;
      Answered : out Boolean)
   is
      Text : constant String := Needed_Text (Content, "target");
   begin
      Item := (Kind => Graph.Context, others => <>);
      if Text'Length > 4_096 then
         Kit.HTTP.Refuse (400, "a reference has at most 4096 octets");
      elsif Addresses.Is_Reference (Text) and then Addresses.Context_Of (Text) < 0 then
         Answered := False;
         Item :=
           (Kind      => Graph.Foreign_Context,
            Reference => To_Unbounded_String (Text),
            Type_Id   => To_Unbounded_String (Addresses.Context_Type_Id),
            others    => <>);
      else
         Find_Context (Content, "target", Item.Id, Response, Answered);
      end if;
   end Find_Target;

   ----------------
   -- Bind_Given --
   ----------------

   procedure Bind_Given
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Action   : Graph.Actions;
      Kind     : String;
      Status   : Positive)
   is
      Content  : constant Kit.JSON.Value := Object_Content (Request);
      Item     : Graph.Target;
      Answered : Boolean;
   begin
      Find_Target (Content, Item, Response, Answered);
      if not Answered then
         Change_Binding (Request, Response, Content, Action, Item, Kind, Status);
      end if;
   end Bind_Given;

   procedure Bind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Bind_Given (Request, Response, Graph.Bind, "bound", 201);
   end Bind;

   procedure Rebind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Bind_Given (Request, Response, Graph.Rebind, "rebound", 200);
   end Rebind;

   --------------
   -- Bind_New --
   --------------

   procedure Bind_New (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Item    : Graph.Target := (Kind => Graph.Context, others => <>);
      Result  : Outcomes.Outcome;
      Ignored : Outcomes.Outcome;
   begin
      Names.Check (Needed_Name (Content));
      Graph.New_Context (Item.Id, Result);
      if Result.Kind /= Done then
         Answer (Response, Result);
         return;
      end if;
      Change_Binding (Request, Response, Content, Graph.Bind, Item, "bound", 201);
      if Response.Status /= 201 then
         Graph.Destroy (Item.Id, Ignored);
      end if;
   exception
      when others =>
         if Item.Id /= Graph.Root then
            Graph.Destroy (Item.Id, Ignored);
         end if;
         raise;
   end Bind_New;

   -------------
   -- Destroy --
   -------------

   procedure Destroy (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content  : constant Kit.JSON.Value := Object_Content (Request);
      Id       : Graph.Context_Id;
      Answered : Boolean;
      Result   : Outcomes.Outcome;
   begin
      if Needed_Text (Content, "context") = "" then
         Kit.HTTP.Refuse (400, "the member context must name a context or be its reference");
      end if;
      Find_Context (Content, "context", Id, Response, Answered);
      if Answered then
         return;
      end if;
      Graph.Destroy (Id, Result);
      if Result.Kind = Done then
         Response.Status := 204;
      else
         Answer (Response, Result);
      end if;
   end Destroy;

end Naming_Service.Web.Contexts;
