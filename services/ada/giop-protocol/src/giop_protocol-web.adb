with Ada.Exceptions;
with Corba.Octets;
with GIOP_Protocol.Faults;
with GIOP_Protocol.Images;
with Kit.HTTP;
with Kit.JSON;

package body GIOP_Protocol.Web is

   use all type Kit.JSON.Kinds;

   procedure Encode (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Decode (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  The request's content, which must be an object; 400 else.
   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value;

   --  400, with the octet where it went wrong as a member of its own.
   procedure Answer_Malformed
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Trace    : String;
      Response : in out Kit.HTTP.Response);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "POST", "/v1/encode", Encode'Access);
      Kit.Routes.Add (Table, "POST", "/v1/decode", Decode'Access);
   end Add_Routes;

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

   ----------------------
   -- Answer_Malformed --
   ----------------------

   procedure Answer_Malformed
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Trace    : String;
      Response : in out Kit.HTTP.Response)
   is
      Message : constant String := Ada.Exceptions.Exception_Message (Error);
      Inner   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Outer   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Offset  : Natural;
      First   : Positive;
   begin
      Faults.Split (Message, Offset, First);
      Kit.JSON.Add (Inner, "status", 400);
      Kit.JSON.Add (Inner, "code", "bad-request");
      Kit.JSON.Add
        (Inner, "reason",
         "octet" & Offset'Image & ": " & Message (First .. Message'Last));
      Kit.JSON.Add (Inner, "offset", Long_Long_Integer (Offset));
      Kit.JSON.Add (Inner, "traceId", Trace);
      Kit.JSON.Add (Outer, "error", Inner);
      Kit.HTTP.Reply (Response, Outer, 400);
   end Answer_Malformed;

   ------------
   -- Encode --
   ------------

   procedure Encode (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      declare
         Octets : constant String := Images.Encoded (Object_Content (Request));
      begin
         Kit.JSON.Add (Result, "hex", Corba.Octets.To_Hex (Octets));
         Kit.JSON.Add (Result, "size", Long_Long_Integer (Octets'Length));
      end;
      Kit.HTTP.Reply (Response, Result);
   exception
      when Error : Faults.Unfit =>
         Kit.HTTP.Refuse (400, Ada.Exceptions.Exception_Message (Error));
   end Encode;

   ------------
   -- Decode --
   ------------

   procedure Decode (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content  : constant Kit.JSON.Value := Object_Content (Request);
      Hex      : constant Kit.JSON.Value := Kit.JSON.Get (Content, "hex");
      Of_Types : constant Kit.JSON.Value := Kit.JSON.Get (Content, "types");
   begin
      if Kit.JSON.Kind (Hex) /= String_Value then
         Kit.HTTP.Refuse (400, "hex must be a string");
      elsif Kit.JSON.Kind (Of_Types) not in Null_Value | Array_Value then
         Kit.HTTP.Refuse (400, "types must be an array");
      end if;
      Kit.HTTP.Reply
        (Response,
         Images.Decoded (Corba.Octets.From_Hex (Kit.JSON.As_String (Hex)), Of_Types));
   exception
      when Error : Faults.Malformed =>
         Answer_Malformed (Error, Request.Trace.Trace, Response);
      when Error : Faults.Unfit =>
         Kit.HTTP.Refuse (400, Ada.Exceptions.Exception_Message (Error));
      when Error : Corba.Octets.Not_Hex =>
         Kit.HTTP.Refuse (400, "hex: " & Ada.Exceptions.Exception_Message (Error));
   end Decode;

end GIOP_Protocol.Web;
