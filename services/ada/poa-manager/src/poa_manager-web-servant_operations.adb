with POA_Manager.Adapters;
with POA_Manager.Locking;
with POA_Manager.Objects;

package body POA_Manager.Web.Servant_Operations is

   use POA_Manager.Adapters;

   procedure Create_Reference
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Servant_To_Id
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Servant_To_Reference
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Reference_To_Servant
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Reference_To_Id
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Id_To_Servant
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Id_To_Reference
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show_Default (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Set_Default (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show_Manager (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Set_Manager (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   function POA_Of (Request : Kit.HTTP.Request) return Adapter_Access is
     (Find (Part (Request, "poa")));

   procedure Reply_Text
     (Response : in out Kit.HTTP.Response; Name, Text : String; Status : Positive := 200);
   procedure Reply_Servant
     (Response : in out Kit.HTTP.Response; Item : Object_Maps.Servant);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
      Prefix : constant String := "/v1/poas/{poa}/";
   begin
      Kit.Routes.Add (Table, "POST", Prefix & "references", Create_Reference'Access);
      Kit.Routes.Add (Table, "POST", Prefix & "servant-to-id", Servant_To_Id'Access);
      Kit.Routes.Add
        (Table, "POST", Prefix & "servant-to-reference", Servant_To_Reference'Access);
      Kit.Routes.Add
        (Table, "POST", Prefix & "reference-to-servant", Reference_To_Servant'Access);
      Kit.Routes.Add (Table, "POST", Prefix & "reference-to-id", Reference_To_Id'Access);
      Kit.Routes.Add (Table, "POST", Prefix & "id-to-servant", Id_To_Servant'Access);
      Kit.Routes.Add (Table, "POST", Prefix & "id-to-reference", Id_To_Reference'Access);
      Kit.Routes.Add (Table, "GET", Prefix & "default-servant", Show_Default'Access);
      Kit.Routes.Add (Table, "PUT", Prefix & "default-servant", Set_Default'Access);
      Kit.Routes.Add (Table, "GET", Prefix & "servant-manager", Show_Manager'Access);
      Kit.Routes.Add (Table, "PUT", Prefix & "servant-manager", Set_Manager'Access);
   end Add_Routes;

   ----------------
   -- Reply_Text --
   ----------------

   procedure Reply_Text
     (Response : in out Kit.HTTP.Response; Name, Text : String; Status : Positive := 200)
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, Name, Text);
      Kit.HTTP.Reply (Response, Result, Status);
   end Reply_Text;

   -------------------
   -- Reply_Servant --
   -------------------

   procedure Reply_Servant
     (Response : in out Kit.HTTP.Response; Item : Object_Maps.Servant)
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Add_Servant (Result, Item);
      Kit.HTTP.Reply (Response, Result);
   end Reply_Servant;

   ----------------------
   -- Create_Reference --
   ----------------------

   procedure Create_Reference
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response)
   is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Type_Id : constant String := Needed_Text (Content, "typeId");
      Id      : constant String := Optional_Text (Content, "objectId");
      Hold    : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Text
        (Response, "reference", Objects.Create_Reference (POA_Of (Request), Type_Id, Id), 201);
   end Create_Reference;

   -------------------
   -- Servant_To_Id --
   -------------------

   procedure Servant_To_Id
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response)
   is
      Servant : constant Object_Maps.Servant := Needed_Servant (Object_Content (Request));
      Hold    : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Text (Response, "objectId", Objects.Servant_To_Id (POA_Of (Request), Servant));
   end Servant_To_Id;

   --------------------------
   -- Servant_To_Reference --
   --------------------------

   procedure Servant_To_Reference
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response)
   is
      Servant : constant Object_Maps.Servant := Needed_Servant (Object_Content (Request));
      Hold    : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Text
        (Response, "reference",
         Objects.Id_To_Reference
           (POA_Of (Request), Objects.Servant_To_Id (POA_Of (Request), Servant)));
   end Servant_To_Reference;

   --------------------------
   -- Reference_To_Servant --
   --------------------------

   procedure Reference_To_Servant
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response)
   is
      Reference : constant String := Needed_Text (Object_Content (Request), "reference");
      Hold      : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Servant
        (Response,
         Objects.Id_To_Servant
           (POA_Of (Request), Objects.Reference_To_Id (POA_Of (Request), Reference)));
   end Reference_To_Servant;

   ---------------------
   -- Reference_To_Id --
   ---------------------

   procedure Reference_To_Id
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response)
   is
      Reference : constant String := Needed_Text (Object_Content (Request), "reference");
      Hold      : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Text
        (Response, "objectId", Objects.Reference_To_Id (POA_Of (Request), Reference));
   end Reference_To_Id;

   -------------------
   -- Id_To_Servant --
   -------------------

   procedure Id_To_Servant
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response)
   is
      Id   : constant String := Needed_Text (Object_Content (Request), "objectId");
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Servant (Response, Objects.Id_To_Servant (POA_Of (Request), Id));
   end Id_To_Servant;

   ---------------------
   -- Id_To_Reference --
   ---------------------

   procedure Id_To_Reference
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response)
   is
      Id   : constant String := Needed_Text (Object_Content (Request), "objectId");
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Text (Response, "reference", Objects.Id_To_Reference (POA_Of (Request), Id));
   end Id_To_Reference;

   ------------------
   -- Show_Default --
   ------------------

   procedure Show_Default (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Servant (Response, Objects.Default_Servant (POA_Of (Request)));
   end Show_Default;

   -----------------
   -- Set_Default --
   -----------------

   procedure Set_Default (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Servant : constant Object_Maps.Servant := Needed_Servant (Object_Content (Request));
      Hold    : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Objects.Set_Default_Servant (POA_Of (Request), Servant);
      Reply_Servant (Response, Servant);
   end Set_Default;

   ------------------
   -- Show_Manager --
   ------------------

   procedure Show_Manager (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      Reply_Text
        (Response, "kind",
         (case Objects.Servant_Manager (POA_Of (Request)) is
             when None              => "none",
             when Servant_Activator => "ServantActivator",
             when Servant_Locator   => "ServantLocator"));
   end Show_Manager;

   -----------------
   -- Set_Manager --
   -----------------

   procedure Set_Manager (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Kind : constant String := Needed_Text (Object_Content (Request), "kind");
      Hold : Locking.Hold;
      pragma Unreferenced (Hold);
   begin
      if Kind not in "ServantActivator" | "ServantLocator" then
         Kit.HTTP.Refuse (400, "the member kind must be ServantActivator or ServantLocator");
      end if;
      Objects.Set_Servant_Manager
        (POA_Of (Request),
         (if Kind = "ServantLocator" then Servant_Locator else Servant_Activator));
      Reply_Text (Response, "kind", Kind);
   end Set_Manager;

end POA_Manager.Web.Servant_Operations;
