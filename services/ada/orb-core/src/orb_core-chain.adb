with Ada.Strings.Unbounded;
with Corba.Octets;
with Corba.System_Exceptions;
with Interfaces;
with Kit.Client;
with Kit.Dependencies;
with Kit.HTTP;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with Orb_Core.Factory;
with Orb_Core.Registry;
with Orb_Core.Signatures;
with Orb_Core.Wire;

package body Orb_Core.Chain is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use all type Kit.JSON.Kinds;
   use type Interfaces.Unsigned_32;

   --  Minor codes of our own.
   Denied     : constant Minor_Code := Polyorb_Set or 2;
   Bad_Token  : constant Minor_Code := Polyorb_Set or 3;
   Not_Found  : constant Minor_Code := Polyorb_Set or 1;
   Bad_Name   : constant Minor_Code := Polyorb_Set or 4;
   Not_Active : constant Minor_Code := Polyorb_Set or 1;
   Not_Coded  : constant Minor_Code := Polyorb_Set or 23;

   --  The answer as a JSON object, whatever its status.
   procedure Ask
     (Name, Path : String;
      Content    : Kit.JSON.Value;
      Trace      : Kit.Traces.Context;
      Repeatable : Boolean;
      Status     : out Positive;
      Answer     : out Kit.JSON.Value);

   --  A string member; Default where there is none.
   function Text (Within : Kit.JSON.Value; Name : String; Default : String := "")
      return String;

   --  What an answer that is no success says.
   function Reason (Answer : Kit.JSON.Value) return String;

   --  giop-protocol's /v1/encode and /v1/decode.
   function Coded
     (Path : String; Content : Kit.JSON.Value; Trace : Kit.Traces.Context)
      return Kit.JSON.Value;

   function Request_Image
     (Id             : Dispatch.Request_Id;
      Key, Operation : String;
      Expected       : Boolean;
      Content        : Kit.JSON.Value) return Kit.JSON.Value;

   ----------
   -- Text --
   ----------

   function Text (Within : Kit.JSON.Value; Name : String; Default : String := "")
      return String is
     (if Kit.JSON.Kind (Kit.JSON.Get (Within, Name)) = String_Value
      then Kit.JSON.As_String (Kit.JSON.Get (Within, Name)) else Default);

   ------------
   -- Reason --
   ------------

   function Reason (Answer : Kit.JSON.Value) return String is
     (Text
        (Kit.JSON.Get (Answer, "error"), "reason",
         Text (Kit.JSON.Get (Answer, "exception"), "reason", "no reason is given")));

   ---------
   -- Ask --
   ---------

   procedure Ask
     (Name, Path : String;
      Content    : Kit.JSON.Value;
      Trace      : Kit.Traces.Context;
      Repeatable : Boolean;
      Status     : out Positive;
      Answer     : out Kit.JSON.Value)
   is
      Got : constant Kit.Client.Answer := Kit.Dependencies.Call
        (Name, "POST", Path, Kit.JSON.Printing.Image (Content), Trace,
         Repeatable => Repeatable);
   begin
      Status := Got.Status;
      Answer := Kit.JSON.Parsing.Parse (To_String (Got.Content));
      if Status >= 500 then
         Kit.HTTP.Refuse (503, Name & " failed: " & Reason (Answer), Name);
      end if;
   exception
      when Kit.JSON.Parsing.Syntax_Error =>
         Kit.HTTP.Refuse (503, Name & " answers" & Got.Status'Image & " without JSON", Name);
   end Ask;

   ------------
   -- Decide --
   ------------

   procedure Decide (Operation, Resource, Token : String; Trace : Kit.Traces.Context) is
      Content : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Answer  : Kit.JSON.Value;
      Status  : Positive;
   begin
      if Token /= "" then
         Kit.JSON.Add (Content, "token", Token);
      end if;
      Kit.JSON.Add (Content, "operation", "invoke:" & Operation);
      Kit.JSON.Add (Content, "resource", Resource);
      Ask (Security, "/v1/decisions", Content, Trace, True, Status, Answer);
      if Status /= 200 then
         Throw (No_Permission, Bad_Token, Reason (Answer));
      elsif Kit.JSON.Kind (Kit.JSON.Get (Answer, "allowed")) /= Boolean_Value
        or else not Kit.JSON.As_Boolean (Kit.JSON.Get (Answer, "allowed"))
      then
         Throw (No_Permission, Denied, Text (Answer, "reason", "no reason is given"));
      end if;
   end Decide;

   ------------
   -- Locate --
   ------------

   function Locate (Name : String; Trace : Kit.Traces.Context) return String is
      Content : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Answer  : Kit.JSON.Value;
      Status  : Positive;
   begin
      Kit.JSON.Add (Content, "name", Name);
      Ask (Adapters, "/v1/locate", Content, Trace, False, Status, Answer);
      case Status is
         when 200    => return Text (Answer, "reference");
         when 404    => Throw (Object_Not_Exist, Not_Found, Reason (Answer));
         when 409    => Throw (Obj_Adapter, Not_Active, Reason (Answer));
         when others => Throw (Bad_Param, Bad_Name, Reason (Answer));
      end case;
   end Locate;

   -----------
   -- Coded --
   -----------

   function Coded
     (Path : String; Content : Kit.JSON.Value; Trace : Kit.Traces.Context)
      return Kit.JSON.Value
   is
      Answer : Kit.JSON.Value;
      Status : Positive;
   begin
      Ask (Protocol, Path, Content, Trace, True, Status, Answer);
      if Status /= 200 then
         Throw (Marshal, Not_Coded, Reason (Answer));
      end if;
      return Answer;
   end Coded;

   -------------------
   -- Request_Image --
   -------------------

   function Request_Image
     (Id             : Dispatch.Request_Id;
      Key, Operation : String;
      Expected       : Boolean;
      Content        : Kit.JSON.Value) return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "version", "1.2");
      Kit.JSON.Add (Result, "message", "Request");
      Kit.JSON.Add (Result, "requestId", Long_Long_Integer (Id));
      Kit.JSON.Add (Result, "responseExpected", Expected);
      Kit.JSON.Add (Result, "keyHex", Corba.Octets.To_Hex (Key));
      Kit.JSON.Add (Result, "operation", Operation);
      Kit.JSON.Add (Result, "body", Content);
      return Result;
   end Request_Image;

   --------------
   -- Exchange --
   --------------

   procedure Exchange
     (Key, Operation : String;
      Arguments      : Kit.JSON.Value;
      Expected       : Boolean;
      Trace          : Kit.Traces.Context;
      Reply          : out Dispatch.Reply;
      Messages       : out Kit.JSON.Value)
   is
      Id      : constant Dispatch.Request_Id := Dispatch.Next_Id;
      Known   : Boolean;
      Called  : Signatures.Operation;
      Content : Kit.JSON.Value;
      Asked   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Sent    : Kit.JSON.Value;
      Arrived : Kit.JSON.Value;
      Back    : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Factory.Find (Registry.Interface_Of (Key), Operation, Called, Known);
      Content :=
        (if Known then Wire.Arguments_Body (Called, Signatures.Bound (Called, Arguments))
         else Wire.Untyped_Body (Arguments));
      Sent := Coded
        ("/v1/encode", Request_Image (Id, Key, Operation, Expected, Content), Trace);
      Messages := Kit.JSON.Empty_Object;
      Kit.JSON.Add (Messages, "request", Kit.JSON.Get (Sent, "hex"));

      Kit.JSON.Add (Asked, "hex", Kit.JSON.Get (Sent, "hex"));
      Kit.JSON.Add (Asked, "types", Wire.Types_Of (Content));
      Arrived := Coded ("/v1/decode", Asked, Trace);
      Reply := Dispatch.Invoke
        ((Id        => Id,
          Key       => To_Unbounded_String
            (Corba.Octets.From_Hex (Text (Arrived, "keyHex"))),
          Operation => To_Unbounded_String (Text (Arrived, "operation")),
          Arguments => Wire.Values_Of (Kit.JSON.Get (Arrived, "body"))));
      if Expected then
         Kit.JSON.Add (Back, "version", "1.2");
         Kit.JSON.Add (Back, "message", "Reply");
         Kit.JSON.Add (Back, "requestId", Long_Long_Integer (Id));
         Kit.JSON.Add (Back, "status", Wire.Status_Word (Reply.Kind));
         Kit.JSON.Add (Back, "body", Wire.Reply_Body (Called.Result, Reply));
         Kit.JSON.Add
           (Messages, "reply", Kit.JSON.Get (Coded ("/v1/encode", Back, Trace), "hex"));
      end if;
   end Exchange;

end Orb_Core.Chain;
