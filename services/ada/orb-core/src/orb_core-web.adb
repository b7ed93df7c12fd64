with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Kit.Pool;
with Orb_Core.Web.Objects;
with Orb_Core.Web.References;
with Orb_Core.Web.Requests;
with Orb_Core.Web.SOAP;
with Orb_Core.Wire;

package body Orb_Core.Web is

   use Ada.Strings.Unbounded;
   use all type Dispatch.Reply_Kinds;
   use type Dispatch.Request_Id;

   The_Host : Unbounded_String;
   The_Port : Positive := Default_Port;

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
      use Corba.System_Exceptions;
   begin
      Done := Ada.Exceptions.Exception_Identity (Error) = Raised'Identity;
      if Done then
         Kit.HTTP.Reply (Response, Reply_Image (Caught (Error)), HTTP_Status (Caught (Error).Kind));
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
      SOAP.Add_Routes (Table);
   end Add_Routes;

   function Own_Host return String is (To_String (The_Host));
   function Own_Port return Positive is (The_Port);

   ------------
   -- Is_Own --
   ------------

   function Is_Own (Item : Corba.References.Profile) return Boolean is
     (Item.Host = Own_Host and then Item.Port in Own_Port | Default_Port);

   -----------------
   -- Reply_Image --
   -----------------

   function Reply_Image
     (Occurrence : Corba.System_Exceptions.Occurrence; Id : Dispatch.Request_Id := 0)
      return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Id /= 0 then
         Kit.JSON.Add (Result, "requestId", Long_Long_Integer (Id));
      end if;
      Kit.JSON.Add (Result, "status", "SYSTEM_EXCEPTION");
      Kit.JSON.Add (Result, "exception", Corba.System_Exceptions.Image (Occurrence));
      return Result;
   end Reply_Image;

   function Reply_Image (Reply : Dispatch.Reply) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Inner  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Reply.Kind = System_Exception then
         return Reply_Image (Reply.Occurrence, Reply.Id);
      end if;
      Kit.JSON.Add (Result, "requestId", Long_Long_Integer (Reply.Id));
      Kit.JSON.Add (Result, "status", Wire.Status_Word (Reply.Kind));
      if Reply.Kind = No_Exception then
         Kit.JSON.Add (Result, "result", Reply.Result);
      else
         Kit.JSON.Add (Inner, "id", To_String (Reply.Exception_Id));
         Kit.JSON.Add (Inner, "reason", To_String (Reply.Reason));
         Kit.JSON.Add (Result, "exception", Inner);
      end if;
      return Result;
   end Reply_Image;

   ---------------
   -- Status_Of --
   ---------------

   function Status_Of (Reply : Dispatch.Reply) return Positive is
     (case Reply.Kind is
         when No_Exception     => 200,
         when User_Exception   => 422,
         when System_Exception =>
            Corba.System_Exceptions.HTTP_Status (Reply.Occurrence.Kind));

   ------------------
   -- Answer_Reply --
   ------------------

   procedure Answer_Reply (Response : in out Kit.HTTP.Response; Reply : Dispatch.Reply) is
   begin
      Kit.HTTP.Reply (Response, Reply_Image (Reply), Status_Of (Reply));
   end Answer_Reply;

end Orb_Core.Web;
