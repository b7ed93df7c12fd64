with Ada.Characters.Handling;
with Ada.Exceptions;
with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Kit.Fields;
with Kit.HTTP;
with Kit.JSON;
with SOAP_Gateway.Envelopes;
with SOAP_Gateway.Faults;
with SOAP_Gateway.Printing;

package body SOAP_Gateway.Web is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;

   Media_Type : constant String := "text/xml; charset=utf-8";

   procedure Decode (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Encode (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   procedure Answer_Fault
     (Response : in out Kit.HTTP.Response; Item : Faults.Fault; Trace : String);

   procedure Check_Media_Type (Request : Kit.HTTP.Request);
   function Wanted_Kind (Request : Kit.HTTP.Request) return Envelopes.Kinds;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "POST", "/v1/decode", Decode'Access);
      Kit.Routes.Add (Table, "POST", "/v1/encode", Encode'Access);
   end Add_Routes;

   ----------------------
   -- Check_Media_Type --
   ----------------------

   procedure Check_Media_Type (Request : Kit.HTTP.Request) is
      Given : constant String := Ada.Characters.Handling.To_Lower
        (Kit.Fields.Value (Request.Headers, "content-type", "text/xml"));
      Mark  : constant Natural := Ada.Strings.Fixed.Index (Given, ";");
      Kind  : constant String := Ada.Strings.Fixed.Trim
        ((if Mark = 0 then Given else Given (Given'First .. Mark - 1)), Ada.Strings.Both);
      Rest  : constant String := (if Mark = 0 then "" else Given (Mark .. Given'Last));
   begin
      if Kind not in "text/xml" | "application/xml" then
         Kit.HTTP.Refuse (415, "the content must be text/xml");
      elsif Ada.Strings.Fixed.Index (Rest, "charset") > 0
        and then Ada.Strings.Fixed.Index (Rest, "utf-8") = 0
        and then Ada.Strings.Fixed.Index (Rest, "us-ascii") = 0
      then
         Kit.HTTP.Refuse (415, "the charset must be utf-8");
      elsif Length (Request.Content) = 0 then
         Kit.HTTP.Refuse (400, "the request needs an envelope");
      end if;
   end Check_Media_Type;

   -----------------
   -- Wanted_Kind --
   -----------------

   function Wanted_Kind (Request : Kit.HTTP.Request) return Envelopes.Kinds is
      Kind : constant String := Kit.Fields.Value (Request.Query, "kind", "request");
   begin
      if Kind not in "request" | "response" then
         Kit.HTTP.Refuse (400, "the parameter kind must be request or response");
      end if;
      return (if Kind = "request" then Envelopes.Request else Envelopes.Response);
   end Wanted_Kind;

   ------------------
   -- Answer_Fault --
   ------------------

   procedure Answer_Fault
     (Response : in out Kit.HTTP.Response; Item : Faults.Fault; Trace : String)
   is
      Inner  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Inner, "status", 400);
      Kit.JSON.Add (Inner, "code", "bad-request");
      Kit.JSON.Add (Inner, "reason", To_String (Item.Reason));
      Kit.JSON.Add (Inner, "traceId", Trace);
      Kit.JSON.Add (Result, "error", Inner);
      Kit.JSON.Add (Result, "faultCode", Faults.Word (Item.Code));
      Kit.JSON.Add (Result, "fault", To_String (Printing.Encoded (Item)));
      Kit.HTTP.Reply (Response, Result, 400);
   end Answer_Fault;

   ------------
   -- Decode --
   ------------

   procedure Decode (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Kind : constant Envelopes.Kinds := Wanted_Kind (Request);
   begin
      Check_Media_Type (Request);
      Kit.HTTP.Reply
        (Response,
         Envelopes.Decoded
           (To_String (Request.Content), Kind,
            Action => Kit.Fields.Value (Request.Query, "action")));
   exception
      when Error : Faults.Raised =>
         Answer_Fault (Response, Faults.Caught (Error), Request.Trace.Trace);
   end Decode;

   ------------
   -- Encode --
   ------------

   procedure Encode (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Kit.HTTP.JSON_Content (Request);
   begin
      if Kit.JSON.Kind (Content) /= Object_Value then
         Kit.HTTP.Refuse (400, "the content must be a JSON object");
      end if;
      Response.Content    := Printing.Encoded (Content);
      Response.Media_Type := To_Unbounded_String (Media_Type);
   exception
      when Error : Printing.Unfit =>
         Kit.HTTP.Refuse (422, Ada.Exceptions.Exception_Message (Error));
   end Encode;

end SOAP_Gateway.Web;
