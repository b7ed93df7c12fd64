--  The JSON interface under /v1. Handlers let system exceptions pass: they
--  become answers here.

with Corba.References;
with Corba.System_Exceptions;
with Kit.HTTP;
with Kit.JSON;
with Kit.Routes;
with Orb_Core.Dispatch;

package Orb_Core.Web is

   --  Host and port go into the references of our own objects.
   procedure Add_Routes (Table : in out Kit.Routes.Table; Host : String; Port : Positive);

private

   function Own_Host return String;
   function Own_Port return Positive;

   --  Of ours are references to this host with our port, and with the
   --  standard one: naming-service is told that.
   function Is_Own (Item : Corba.References.Profile) return Boolean;

   --  {"requestId"?, "status", "exception"}
   function Reply_Image
     (Occurrence : Corba.System_Exceptions.Occurrence; Id : Dispatch.Request_Id := 0)
      return Kit.JSON.Value;

   --  The same, or {"requestId", "status", "result"}, and its HTTP status.
   function Reply_Image (Reply : Dispatch.Reply) return Kit.JSON.Value;
   function Status_Of (Reply : Dispatch.Reply) return Positive;

   procedure Answer_Reply (Response : in out Kit.HTTP.Response; Reply : Dispatch.Reply);

end Orb_Core.Web;
