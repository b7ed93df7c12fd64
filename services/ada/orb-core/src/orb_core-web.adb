with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Corba.System_Exceptions;
with Interfaces;
with Kit.Pool;
with Orb_Core.Web.Objects;
with Orb_Core.Web.References;
with Orb_Core.Web.Requests;

package body Orb_Core.Web is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;
   use type Interfaces.Unsigned_32;

   The_Host : Unbounded_String;
   The_Port : Positive := Default_Port;

   procedure Answer_Exception
     (Response   : in out Kit.HTTP.Response;
      Occurrence : Corba.System_Exceptions.Occurrence;
      Request_Id : Dispatch.Request_Id := 0);

   procedure Translate
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Response : in out Kit.HTTP.Response;
      Done     : out Boolean);

   ---------------
   -- Translate --
   ---------------

   procedure Translate
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Response : in out Kit.HTTP.Response;
      Done     : out Boolean)
   is
      use type Ada.Exceptions.Exception_Id;
   begin
      Done := Ada.Exceptions.Exception_Identity (Error) = Corba.System_Exceptions.Raised'Identity;
      if Done then
         Answer_Exception (Response, Corba.System_Exceptions.Caught (Error));
      end if;
   end Translate;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table; Host : String; Port : Positive) is
   begin
      The_Host := To_Unbounded_String (Host);
      The_Port := Port;
      Kit.Pool.Set_Translator (Translate'Access);
      References.Add_Routes (Table);
      Objects.Add_Routes (Table);
      Requests.Add_Routes (Table);
   end Add_Routes;

   function Own_Host return String is (To_String (The_Host));
   function Own_Port return Positive is (The_Port);

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
      end if;
      return Kit.JSON.As_String (Item);
   end Needed_Text;

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

   ----------------------
   -- Answer_Exception --
   ----------------------

   procedure Answer_Exception
     (Response   : in out Kit.HTTP.Response;
      Occurrence : Corba.System_Exceptions.Occurrence;
      Request_Id : Dispatch.Request_Id := 0)
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Request_Id /= 0 then
         Kit.JSON.Add (Result, "requestId", Long_Long_Integer (Request_Id));
      end if;
      Kit.JSON.Add (Result, "status", "SYSTEM_EXCEPTION");
      Kit.JSON.Add (Result, "exception", Corba.System_Exceptions.Image (Occurrence));
      Kit.HTTP.Reply (Response, Result, Corba.System_Exceptions.HTTP_Status (Occurrence.Kind));
   end Answer_Exception;

   ------------------
   -- Answer_Reply --
   ------------------

   procedure Answer_Reply (Response : in out Kit.HTTP.Response; Reply : Dispatch.Reply) is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Inner  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      case Reply.Kind is
         when Dispatch.No_Exception =>
            Kit.JSON.Add (Result, "requestId", Long_Long_Integer (Reply.Id));
            Kit.JSON.Add (Result, "status", "NO_EXCEPTION");
            Kit.JSON.Add (Result, "result", Reply.Result);
            Kit.HTTP.Reply (Response, Result);
         when Dispatch.User_Exception =>
            Kit.JSON.Add (Inner, "id", To_String (Reply.Exception_Id));
            Kit.JSON.Add (Inner, "reason", To_String (Reply.Reason));
            Kit.JSON.Add (Result, "requestId", Long_Long_Integer (Reply.Id));
            Kit.JSON.Add (Result, "status", "USER_EXCEPTION");
            Kit.JSON.Add (Result, "exception", Inner);
            Kit.HTTP.Reply (Response, Result, 422);
         when Dispatch.System_Exception =>
            Answer_Exception (Response, Reply.Occurrence, Reply.Id);
      end case;
   end Answer_Reply;

end Orb_Core.Web;
