--  Requests and responses as handlers see them.

with Ada.Strings.Unbounded;
with Kit.Fields;
with Kit.JSON;
with Kit.Traces;

package Kit.HTTP is

   use Ada.Strings.Unbounded;

   type Request is record
      Method     : Unbounded_String;

      --  Without the query, still percent-encoded.
      Path       : Unbounded_String;
      Query      : Kit.Fields.List;
      Minor      : Natural range 0 .. 1 := 1;

      --  Names in lower case.
      Headers    : Kit.Fields.List;

      --  The parts of the path that the route names.
      Parameters : Kit.Fields.List;
      Content    : Unbounded_String;
      Trace      : Kit.Traces.Context;
   end record;

   type Response is record
      Status     : Positive range 100 .. 599 := 200;
      Media_Type : Unbounded_String := To_Unbounded_String ("application/json");
      Headers    : Kit.Fields.List;
      Content    : Unbounded_String;
   end record;

   --  A handler raises it to answer with Status and a reason in JSON; made
   --  with Refuse.
   Refusal : exception;

   --  Dependency names the service whose lack is the cause.
   procedure Refuse (Status : Positive; Reason : String; Dependency : String := "")
     with No_Return;

   --  Of the request's content: in lower case, without parameters.
   function Media_Type (Of_Request : Request; Default : String := "") return String;

   --  The request's content as JSON. Raises Refusal where it is none (400), or
   --  says that it is something else (415).
   function JSON_Content (Of_Request : Request) return Kit.JSON.Value;

   procedure Reply (To : in out Response; Item : Kit.JSON.Value; Status : Positive := 200);

   --  {"error": {"status", "code", "reason", "dependency"?, "traceId"}}; the
   --  code is the status in words, such as not-found.
   procedure Fail
     (To            : in out Response;
      Status        : Positive;
      Reason, Trace : String;
      Dependency    : String := "");

   --  Status and start of the reason out of a Refusal's message.
   procedure Split_Refusal (Message : String; Status : out Positive; First : out Positive);

   --  The dependency in a Refusal's message, empty for none.
   function Refused_Dependency (Message : String) return String;

   function Refused_Reason (Message : String) return String;

   function Phrase (Status : Positive) return String;

   --  The whole response as sent. Extra holds header lines that every
   --  response carries.
   function Wire_Image
     (Item : Response; Keep_Alive, Without_Content : Boolean; Extra : String := "")
      return Unbounded_String;

   --  Percent-encoded, as a part of a path or of a query.
   function Encoded (Text : String) return String;

   --  Percent-decoded; raises Refusal (400) for a broken escape and for one
   --  of a control character: it would end a value in Kit.Fields.
   function Decoded (Text : String; Plus_Is_Blank : Boolean := False) return String;

end Kit.HTTP;
