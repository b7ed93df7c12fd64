with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Corba.Answers;
with Corba.System_Exceptions;
with Kit.Pool;
with POA_Manager.Locating;
with POA_Manager.User_Exceptions;
with POA_Manager.Web.Adapter_Operations;
with POA_Manager.Web.Manager_Operations;
with POA_Manager.Web.Object_Operations;
with POA_Manager.Web.Servant_Operations;

package body POA_Manager.Web is

   use Ada.Strings.Unbounded;

   procedure Translate
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Response : in out Kit.HTTP.Response;
      Done     : out Boolean);

   procedure Locate (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

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
         Corba.Answers.Answer (Response, Corba.System_Exceptions.Caught (Error));
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

end POA_Manager.Web;
