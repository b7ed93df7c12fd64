with Corba.Corbaloc;
with Corba.IOR;
with Corba.References;
with Kit.Fields;
with Kit.Requests;
with Orb_Core.Factory;
with Orb_Core.Registry;
with Orb_Core.Servants;

package body Orb_Core.Web.Objects is

   use Kit.Requests;
   use type Servants.Servant_Access;

   Page_Size : constant := 100;

   procedure List_Interfaces (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Create (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Activate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Deactivate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  What Registry knows, and the object's references.
   function Image (Key : String) return Kit.JSON.Value;

   function Key_Of (Request : Kit.HTTP.Request) return String is
     (Kit.Fields.Value (Request.Parameters, "key"));

   procedure Set_Active
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Active   : Boolean);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "GET", "/v1/interfaces", List_Interfaces'Access);
      Kit.Routes.Add (Table, "GET", "/v1/objects", List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/objects", Create'Access);
      Kit.Routes.Add (Table, "GET", "/v1/objects/{key}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", "/v1/objects/{key}", Remove'Access);
      Kit.Routes.Add (Table, "POST", "/v1/objects/{key}/activate", Activate'Access);
      Kit.Routes.Add (Table, "POST", "/v1/objects/{key}/deactivate", Deactivate'Access);
   end Add_Routes;

   ---------------------
   -- List_Interfaces --
   ---------------------

   procedure List_Interfaces
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response)
   is
      pragma Unreferenced (Request);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "interfaces", Factory.Interfaces_Image);
      Kit.HTTP.Reply (Response, Result);
   end List_Interfaces;

   -----------
   -- Image --
   -----------

   function Image (Key : String) return Kit.JSON.Value is
      Result    : Kit.JSON.Value := Registry.Image (Key);
      Reference : constant Corba.References.Reference := Corba.References.Make_IIOP
        (Type_Id => Kit.JSON.As_String (Kit.JSON.Get (Result, "interface")),
         Host    => Own_Host,
         Port    => Own_Port,
         Key     => Key);
   begin
      Kit.JSON.Add (Result, "ior", Corba.IOR.Image (Reference));
      Kit.JSON.Add (Result, "corbaloc", Corba.Corbaloc.Image (Reference));
      return Result;
   end Image;

   ----------
   -- List --
   ----------

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Items  : constant Kit.JSON.Value :=
        Registry.Images (Kit.Fields.Value (Request.Query, "after"), Page_Size);
      Count  : constant Natural := Kit.JSON.Length (Items);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "objects", Items);
      Kit.JSON.Add (Result, "total", Long_Long_Integer (Registry.Count));
      if Count = Page_Size then
         Kit.JSON.Add
           (Result, "next", Kit.JSON.Get (Kit.JSON.Element (Items, Count), "key"));
      end if;
      Kit.HTTP.Reply (Response, Result);
   end List;

   ------------
   -- Create --
   ------------

   procedure Create (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content      : constant Kit.JSON.Value := Object_Content (Request);
      Key          : constant String := Needed_Text (Content, "key");
      Interface_Id : constant String := Needed_Text (Content, "interface");
      Active       : constant Boolean := Optional_Boolean (Content, "active", True);
      Servant      : Servants.Servant_Access := Factory.Make (Interface_Id);
   begin
      if Servant = null then
         Kit.HTTP.Refuse (400, "this interface is not known; GET /v1/interfaces lists them");
      end if;
      begin
         if (for some Item of Key => Item in ASCII.NUL .. ASCII.US) then
            Kit.HTTP.Refuse (400, "an object key must not hold control characters");
         end if;
         Registry.Register (Key, Servant, Active);
      exception
         when others =>
            Servants.Free (Servant);
            raise;
      end;
      Kit.HTTP.Reply (Response, Image (Key), 201);
   end Create;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Kit.HTTP.Reply (Response, Image (Key_Of (Request)));
   end Show;

   ------------
   -- Remove --
   ------------

   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Registry.Unregister (Key_Of (Request));
      Response.Status := 204;
   end Remove;

   ----------------
   -- Set_Active --
   ----------------

   procedure Set_Active
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Active   : Boolean) is
   begin
      Registry.Set_Active (Key_Of (Request), Active);
      Kit.HTTP.Reply (Response, Image (Key_Of (Request)));
   end Set_Active;

   procedure Activate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Set_Active (Request, Response, Active => True);
   end Activate;

   procedure Deactivate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Set_Active (Request, Response, Active => False);
   end Deactivate;

end Orb_Core.Web.Objects;
