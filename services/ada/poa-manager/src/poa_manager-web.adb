with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Corba.System_Exceptions;
with Kit.Fields;
with Kit.Pool;
with POA_Manager.Locating;
with POA_Manager.User_Exceptions;
with POA_Manager.Web.Adapter_Operations;
with POA_Manager.Web.Manager_Operations;
with POA_Manager.Web.Object_Operations;
with POA_Manager.Web.Servant_Operations;

package body POA_Manager.Web is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;

   --  Of names, ids and references; of no use beyond.
   Max_Text : constant := 16_384;

   procedure Translate
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Response : in out Kit.HTTP.Response;
      Done     : out Boolean);

   procedure Answer_System
     (Response   : in out Kit.HTTP.Response;
      Occurrence : Corba.System_Exceptions.Occurrence);

   procedure Locate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   -------------------
   -- Answer_System --
   -------------------

   procedure Answer_System
     (Response   : in out Kit.HTTP.Response;
      Occurrence : Corba.System_Exceptions.Occurrence)
   is
      Status : constant Positive := Corba.System_Exceptions.HTTP_Status (Occurrence.Kind);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Error  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "status", "SYSTEM_EXCEPTION");
      Kit.JSON.Add (Result, "exception", Corba.System_Exceptions.Image (Occurrence));
      if Status = 503 then
         --  Where the kit of a service that called looks for the reason.
         Kit.JSON.Add (Error, "status", Long_Long_Integer (Status));
         Kit.JSON.Add (Error, "reason", To_String (Occurrence.Reason));
         Kit.JSON.Add (Result, "error", Error);
      end if;
      Kit.HTTP.Reply (Response, Result, Status);
   end Answer_System;

   ---------------
   -- Translate --
   ---------------

   procedure Translate
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Response : in out Kit.HTTP.Response;
      Done     : out Boolean)
   is
      use type Ada.Exceptions.Exception_Id;
      Identity : constant Ada.Exceptions.Exception_Id :=
        Ada.Exceptions.Exception_Identity (Error);
      Result   : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Done := True;
      if Identity = Corba.System_Exceptions.Raised'Identity then
         Answer_System (Response, Corba.System_Exceptions.Caught (Error));
      elsif Identity = User_Exceptions.Raised'Identity then
         Kit.JSON.Add (Result, "status", "USER_EXCEPTION");
         Kit.JSON.Add (Result, "exception", User_Exceptions.Image (Error));
         Kit.HTTP.Reply
           (Response, Result, User_Exceptions.HTTP_Status (User_Exceptions.Kind (Error)));
      else
         Done := False;
      end if;
   end Translate;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Pool.Set_Translator (Translate'Access);
      Kit.Routes.Add (Table, "POST", "/v1/locate", Locate'Access);
      Adapter_Operations.Add_Routes (Table);
      Manager_Operations.Add_Routes (Table);
      Object_Operations.Add_Routes (Table);
      Servant_Operations.Add_Routes (Table);
   end Add_Routes;

   ------------
   -- Locate --
   ------------

   procedure Locate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Status  : Positive;
      Answer  : Kit.JSON.Value;
   begin
      if Kit.JSON.Has (Content, "poa") then
         Locating.Locate_Object
           (Needed_Text (Content, "poa"), Needed_Text (Content, "objectId"), Request.Trace,
            Status, Answer);
      else
         Locating.Locate_Name (Needed_Text (Content, "name"), Request.Trace, Status, Answer);
      end if;
      Kit.HTTP.Reply (Response, Answer, Status);
   end Locate;

   --------------------
   -- Object_Content --
   --------------------

   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value is
   begin
      return Result : constant Kit.JSON.Value := Kit.HTTP.JSON_Content (Request) do
         if Kit.JSON.Kind (Result) /= Object_Value then
            Kit.HTTP.Refuse (400, "the content must be a JSON object");
         end if;
      end return;
   end Object_Content;

   -----------------
   -- Needed_Text --
   -----------------

   function Needed_Text (Content : Kit.JSON.Value; Name : String) return String is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Content, Name);
   begin
      if Kit.JSON.Kind (Item) /= String_Value then
         Kit.HTTP.Refuse (400, "the member " & Name & " must be a string");
      elsif Kit.JSON.As_String (Item)'Length > Max_Text then
         Kit.HTTP.Refuse (400, "the member " & Name & " has at most 16384 octets");
      end if;
      return Kit.JSON.As_String (Item);
   end Needed_Text;

   -------------------
   -- Optional_Text --
   -------------------

   function Optional_Text (Content : Kit.JSON.Value; Name : String) return String is
     (if Kit.JSON.Has (Content, Name) then Needed_Text (Content, Name) else "");

   ----------------------
   -- Optional_Boolean --
   ----------------------

   function Optional_Boolean
     (Content : Kit.JSON.Value; Name : String; Default : Boolean) return Boolean
   is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Content, Name);
   begin
      case Kit.JSON.Kind (Item) is
         when Null_Value    => return Default;
         when Boolean_Value => return Kit.JSON.As_Boolean (Item);
         when others        =>
            Kit.HTTP.Refuse (400, "the member " & Name & " must be a boolean");
      end case;
   end Optional_Boolean;

   --------------------
   -- Needed_Servant --
   --------------------

   function Needed_Servant (Content : Kit.JSON.Value) return Object_Maps.Servant is
      Name    : constant String := Needed_Text (Content, "servant");
      Type_Id : constant String := Needed_Text (Content, "typeId");
   begin
      if Name'Length not in 1 .. 128 or else Type_Id'Length not in 1 .. 512 then
         Kit.HTTP.Refuse
           (400, "the member servant has 1 to 128 octets, the member typeId 1 to 512");
      end if;
      return (To_Unbounded_String (Name), To_Unbounded_String (Type_Id));
   end Needed_Servant;

   -----------------
   -- Add_Servant --
   -----------------

   procedure Add_Servant (To : in out Kit.JSON.Value; Item : Object_Maps.Servant) is
   begin
      Kit.JSON.Add (To, "servant", To_String (Item.Name));
      Kit.JSON.Add (To, "typeId", To_String (Item.Type_Id));
   end Add_Servant;

   function Part (Request : Kit.HTTP.Request; Name : String) return String is
     (Kit.Fields.Value (Request.Parameters, Name));

end POA_Manager.Web;
