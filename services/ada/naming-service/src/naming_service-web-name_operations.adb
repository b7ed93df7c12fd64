with Ada.Strings.Unbounded;
with Corba.References;
with Corba.System_Exceptions;
with Interfaces;
with Kit.Requests;
with Naming_Service.Addresses;
with Naming_Service.Corbaname;
with Naming_Service.Neighbours;

package body Naming_Service.Web.Name_Operations is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use Kit.Requests;
   use all type Kit.JSON.Kinds;
   use all type Outcomes.Kinds;
   use type Interfaces.Unsigned_32;
   use type Kit.JSON.Value;

   Max_Reference   : constant := 4_096;
   Max_Type_Id     : constant := 256;
   Max_Listed      : constant := 1_000;
   Usually_Listed  : constant := 100;

   No_Type         : constant Minor_Code := Polyorb_Set or 25;
   Other_Service   : constant Minor_Code := Polyorb_Set or 26;

   procedure Bind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Rebind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Resolve (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Unbind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Parse (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure To_URL (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  The object to bind, with its type id: that of the reference, or what
   --  typeId says.
   function Needed_Object (Content : Kit.JSON.Value) return Graph.Target;

   --  Of a corbaname that leads to a context of ours.
   function Context_Of (Item : Corbaname.URL) return Graph.Context_Id;

   function Image (Name : Names.Name) return Kit.JSON.Value;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "POST", "/v1/names/bind", Bind'Access);
      Kit.Routes.Add (Table, "POST", "/v1/names/rebind", Rebind'Access);
      Kit.Routes.Add (Table, "POST", "/v1/names/resolve", Resolve'Access);
      Kit.Routes.Add (Table, "POST", "/v1/names/unbind", Unbind'Access);
      Kit.Routes.Add (Table, "POST", "/v1/names/list", List'Access);
      Kit.Routes.Add (Table, "POST", "/v1/names/parse", Parse'Access);
      Kit.Routes.Add (Table, "POST", "/v1/names/to-url", To_URL'Access);
   end Add_Routes;

   -------------------
   -- Needed_Object --
   -------------------

   function Needed_Object (Content : Kit.JSON.Value) return Graph.Target is
      Reference : constant String := Needed_Text (Content, "reference");
      Given     : constant String := Optional_Text (Content, "typeId");
   begin
      if Reference'Length > Max_Reference or else Given'Length > Max_Type_Id then
         Kit.HTTP.Refuse
           (400, "a reference has at most 4096 octets, a type id at most 256");
      end if;
      declare
         Held : constant String := Addresses.Type_Id (Reference);
      begin
         if Held = "" and then Given = "" then
            Throw (Bad_Param, No_Type, "the reference has no type id, so typeId must say it");
         elsif Held /= "" and then Given not in "" | Held then
            Throw (Bad_Param, No_Type, "typeId and the reference have different type ids");
         end if;
         return
           (Kind      => Graph.Object,
            Reference => To_Unbounded_String (Reference),
            Type_Id   => To_Unbounded_String (if Held = "" then Given else Held),
            others    => <>);
      end;
   end Needed_Object;

   ----------
   -- Bind --
   ----------

   procedure Bind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Item    : constant Graph.Target := Needed_Object (Content);
   begin
      Names.Check (Needed_Name (Content));
      Neighbours.Check_Type (To_String (Item.Type_Id), Request.Trace);
      Change_Binding (Request, Response, Content, Graph.Bind, Item, "bound", 201);
   end Bind;

   ------------
   -- Rebind --
   ------------

   procedure Rebind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Item    : constant Graph.Target := Needed_Object (Content);
   begin
      Names.Check (Needed_Name (Content));
      Neighbours.Check_Type (To_String (Item.Type_Id), Request.Trace);
      Change_Binding (Request, Response, Content, Graph.Rebind, Item, "rebound", 200);
   end Rebind;

   ------------
   -- Unbind --
   ------------

   procedure Unbind (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Change_Binding
        (Request, Response, Object_Content (Request), Graph.Unbind, (others => <>),
         "unbound", 200);
   end Unbind;

   ----------------
   -- Context_Of --
   ----------------

   function Context_Of (Item : Corbaname.URL) return Graph.Context_Id is
      use Corba.References;
      Id : constant Integer :=
        (if Is_Nil (Item.Context) then Graph.Root
         else Addresses.Context_Of_Key (To_String (Nth (Item.Context, 1).Key)));
   begin
      if Id < 0 then
         Throw (Bad_Param, Other_Service, "the URL's key is that of no context here");
      end if;
      return Id;
   end Context_Of;

   -------------
   -- Resolve --
   -------------

   procedure Resolve (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content  : constant Kit.JSON.Value := Object_Content (Request);
      Announce : constant Boolean := Optional_Boolean (Content, "announce", False);

      procedure Resolve_In (Start : Graph.Context_Id; Name : Names.Name);

      procedure Resolve_In (Start : Graph.Context_Id; Name : Names.Name) is
         Found  : Graph.Target;
         Result : Outcomes.Outcome;
         Reply  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      begin
         if Name'Length = 0 then
            --  A URL without a name means the context itself.
            Found := (Kind => Graph.Context, Id => Start, others => <>);
         else
            Graph.Resolve (Start, Name, Found, Result);
         end if;
         if Result.Kind /= Done then
            Answer (Response, Result);
            return;
         elsif Announce then
            Neighbours.Announce
              ("resolved", Addresses.Context_Reference (Start), Names.Image (Name),
               Reference_Of (Found), Type_Of (Found), Request.Trace);
         end if;
         Kit.JSON.Add (Reply, "name", Names.Image (Name));
         Add_Target (Reply, Found);
         Kit.HTTP.Reply (Response, Reply);
      end Resolve_In;

      Start    : Graph.Context_Id;
      Answered : Boolean;
   begin
      if Kit.JSON.Has (Content, "url") then
         declare
            URL : constant Corbaname.URL := Corbaname.Parse (Needed_Text (Content, "url"));
         begin
            Resolve_In (Context_Of (URL), URL.Name);
         end;
      else
         Find_Context (Content, "context", Start, Response, Answered);
         if not Answered then
            Resolve_In (Start, Needed_Name (Content));
         end if;
      end if;
   end Resolve;

   ----------
   -- List --
   ----------

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content  : constant Kit.JSON.Value := Object_Content (Request);
      Max_Item : constant Kit.JSON.Value := Kit.JSON.Get (Content, "max");
      Max      : Positive := Usually_Listed;
      Bindings : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Reply    : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Id       : Graph.Context_Id;
      Answered : Boolean;
      More     : Boolean;
      Result   : Outcomes.Outcome;
   begin
      if Kit.JSON.Kind (Max_Item) /= Null_Value then
         if Kit.JSON.Kind (Max_Item) /= Integer_Value
           or else Kit.JSON.As_Integer (Max_Item) not in 1 .. Max_Listed
         then
            Kit.HTTP.Refuse (400, "the member max must lie in 1 .. 1000");
         end if;
         Max := Positive (Kit.JSON.As_Integer (Max_Item));
      end if;
      Find_Context (Content, "context", Id, Response, Answered);
      if Answered then
         return;
      end if;
      Graph.List (Id, Optional_Text (Content, "after"), Max, Bindings, More, Result);
      if Result.Kind /= Done then
         Answer (Response, Result);
         return;
      end if;
      Kit.JSON.Add (Reply, "context", Addresses.Context_Reference (Id));
      Kit.JSON.Add (Reply, "bindings", Bindings);
      if More then
         Kit.JSON.Add
           (Reply, "next",
            Kit.JSON.Get (Kit.JSON.Element (Bindings, Kit.JSON.Length (Bindings)), "name"));
      end if;
      Kit.HTTP.Reply (Response, Reply);
   end List;

   -----------
   -- Image --
   -----------

   function Image (Name : Names.Name) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Item   : Kit.JSON.Value;
   begin
      for Part of Name loop
         Item := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Item, "id", To_String (Part.Id));
         Kit.JSON.Add (Item, "kind", To_String (Part.Kind));
         Kit.JSON.Append (Result, Item);
      end loop;
      return Result;
   end Image;

   -----------
   -- Parse --
   -----------

   procedure Parse (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      use Corba.References;
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Reply   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Hosts   : Kit.JSON.Value := Kit.JSON.Empty_Array;

      procedure Add_Name (Name : Names.Name);

      procedure Add_Name (Name : Names.Name) is
      begin
         Kit.JSON.Add (Reply, "name", Names.Image (Name));
         Kit.JSON.Add (Reply, "components", Image (Name));
      end Add_Name;

   begin
      if not Kit.JSON.Has (Content, "url") then
         Add_Name (Needed_Name (Content));
      else
         declare
            URL : constant Corbaname.URL := Corbaname.Parse (Needed_Text (Content, "url"));
         begin
            Add_Name (URL.Name);
            for Index in 1 .. Count (URL.Context) loop
               Kit.JSON.Append
                 (Hosts,
                  +(To_String (Nth (URL.Context, Index).Host) & ':'
                    & Addresses.Plain (Nth (URL.Context, Index).Port)));
            end loop;
            Kit.JSON.Add (Reply, "addresses", Hosts);
            Kit.JSON.Add
              (Reply, "key",
               (if Is_Nil (URL.Context) then Addresses.Root_Key
                else To_String (Nth (URL.Context, 1).Key)));
         end;
      end if;
      Kit.HTTP.Reply (Response, Reply);
   end Parse;

   ------------
   -- To_URL --
   ------------

   procedure To_URL (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Reply   : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add
        (Reply, "url",
         Corbaname.Image (Needed_Text (Content, "address"), Optional_Text (Content, "name")));
      Kit.HTTP.Reply (Response, Reply);
   end To_URL;

end Naming_Service.Web.Name_Operations;
