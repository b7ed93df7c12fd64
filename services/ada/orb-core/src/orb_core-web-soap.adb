with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Kit.Client;
with Kit.Dependencies;
with Kit.Fields;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with Orb_Core.Chain;
with Orb_Core.Web.Named;

package body Orb_Core.Web.SOAP is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;

   --  Of targets that name only the object.
   Home_Context : constant String := "polyorb/";

   --  Of every fault: SOAP 1.1, section 6.2.
   Fault_Status : constant := 500;

   XML_Type     : constant String := "text/xml; charset=utf-8";

   procedure Invoke (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  The envelope as a request. Answered is set when the envelope is wrong:
   --  then the response is the fault.
   procedure Decode
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Item     : out Kit.JSON.Value;
      Answered : out Boolean);

   --  Item as an envelope; where SOAP cannot say it, a fault.
   procedure Answer
     (Item     : Kit.JSON.Value;
      Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response);

   function Fault (Code, Reason : String; Detail : Kit.JSON.Value) return Kit.JSON.Value;
   function Fault_Of (Reply : Kit.JSON.Value; Status : Positive) return Kit.JSON.Value;
   function Text (Within : Kit.JSON.Value; Name : String) return String;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "POST", "/v1/soap", Invoke'Access);
   end Add_Routes;

   ----------
   -- Text --
   ----------

   function Text (Within : Kit.JSON.Value; Name : String) return String is
     (if Kit.JSON.Kind (Kit.JSON.Get (Within, Name)) = String_Value
      then Kit.JSON.As_String (Kit.JSON.Get (Within, Name)) else "");

   ------------
   -- Decode --
   ------------

   procedure Decode
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Item     : out Kit.JSON.Value;
      Answered : out Boolean)
   is
      Action : constant String := Kit.Fields.Value (Request.Headers, "soapaction");
      Got    : constant Kit.Client.Answer := Kit.Dependencies.Call
        (Chain.Gateway, "POST",
         "/v1/decode" & (if Action = "" then "" else "?action=" & Kit.HTTP.Encoded (Action)),
         To_String (Request.Content), Request.Trace,
         Media_Type => "text/xml", Repeatable => True);
   begin
      Item     := Kit.JSON.Parsing.Parse (To_String (Got.Content));
      Answered := Got.Status /= 200;
      if not Answered then
         return;
      elsif Text (Item, "fault") = "" then
         Kit.HTTP.Refuse (Got.Status, Text (Kit.JSON.Get (Item, "error"), "reason"));
      end if;
      Response.Status     := Fault_Status;
      Response.Media_Type := To_Unbounded_String (XML_Type);
      Response.Content    := To_Unbounded_String (Text (Item, "fault"));
   exception
      when Kit.JSON.Parsing.Syntax_Error =>
         Kit.HTTP.Refuse (503, Chain.Gateway & " answers without JSON", Chain.Gateway);
   end Decode;

   ------------
   -- Answer --
   ------------

   procedure Answer
     (Item     : Kit.JSON.Value;
      Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response)
   is
      Is_Fault : constant Boolean := Text (Item, "kind") = "fault";
      Got      : constant Kit.Client.Answer := Kit.Dependencies.Call
        (Chain.Gateway, "POST", "/v1/encode", Kit.JSON.Printing.Image (Item), Request.Trace,
         Repeatable => True);
   begin
      if Got.Status = 200 then
         Response.Status     := (if Is_Fault then Fault_Status else 200);
         Response.Media_Type := To_Unbounded_String (XML_Type);
         Response.Content    := Got.Content;
      elsif Is_Fault then
         Kit.HTTP.Refuse (502, "soap-gateway cannot say the fault in an envelope");
      else
         Answer
           (Fault
              ("Server", "the result cannot be said in an envelope", Kit.JSON.Empty_Object),
            Request, Response);
      end if;
   end Answer;

   -----------
   -- Fault --
   -----------

   function Fault (Code, Reason : String; Detail : Kit.JSON.Value) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "kind", "fault");
      Kit.JSON.Add (Result, "code", Code);
      Kit.JSON.Add (Result, "string", Reason);
      Kit.JSON.Add (Result, "detail", Detail);
      return Result;
   end Fault;

   --------------
   -- Fault_Of --
   --------------

   function Fault_Of (Reply : Kit.JSON.Value; Status : Positive) return Kit.JSON.Value is
      Inner  : constant Kit.JSON.Value := Kit.JSON.Get (Reply, "exception");
      Detail : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Detail, "exception", Text (Inner, "id"));
      Kit.JSON.Add (Detail, "status", Text (Reply, "status"));
      if Text (Reply, "dependency") /= "" then
         Kit.JSON.Add (Detail, "dependency", Text (Reply, "dependency"));
      end if;
      return Fault
        ((if Status < 500 then "Client" else "Server"), Text (Inner, "reason"), Detail);
   end Fault_Of;

   ------------
   -- Invoke --
   ------------

   procedure Invoke (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Item     : Kit.JSON.Value;
      Answered : Boolean;
      Reply    : Named.Outcome;
      Result   : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Kit.HTTP.Media_Type (Request, "text/xml") /= "text/xml" then
         Kit.HTTP.Refuse (415, "the content must be text/xml");
      end if;
      Decode (Request, Response, Item, Answered);
      if Answered then
         return;
      end if;
      declare
         Target : constant String := Text (Item, "target");
      begin
         Reply := Named.Invoked
           (Name      => (if Ada.Strings.Fixed.Index (Target, "/") > 0 then Target
                          else Home_Context & Target),
            Operation => Text (Item, "operation"),
            Arguments => Kit.JSON.Get (Item, "arguments"),
            Expected  => True,
            Request   => Request);
      end;
      if Reply.Status = 200 then
         Kit.JSON.Add (Result, "kind", "response");
         Kit.JSON.Add (Result, "operation", Kit.JSON.Get (Item, "operation"));
         Kit.JSON.Add (Result, "namespace", Kit.JSON.Get (Item, "namespace"));
         Kit.JSON.Add (Result, "result", Kit.JSON.Get (Reply.Content, "result"));
         Answer (Result, Request, Response);
      else
         Answer (Fault_Of (Reply.Content, Reply.Status), Request, Response);
      end if;
      Kit.Fields.Add
        (Response.Headers, "X-Through", Chain.Gateway & ", " & To_String (Reply.Through));
   end Invoke;

end Orb_Core.Web.SOAP;
