with SOAP_Gateway.Namespaces;
with SOAP_Gateway.Printing.Values;
with SOAP_Gateway.XML.Characters;
with SOAP_Gateway.XML.Writing;

package body SOAP_Gateway.Printing is

   use all type Kit.JSON.Kinds;
   use XML.Writing;

   Head : constant String :=
     "<?xml version=""1.0"" encoding=""UTF-8""?>" & ASCII.LF
     & "<SOAP-ENV:Envelope"
     & " xmlns:SOAP-ENV=""" & Namespaces.Envelope & """"
     & " xmlns:SOAP-ENC=""" & Namespaces.Encoding & """"
     & " xmlns:xsd=""" & Namespaces.Types & """"
     & " xmlns:xsi=""" & Namespaces.Instance & """"
     & " SOAP-ENV:encodingStyle=""" & Namespaces.Encoding & """>";

   Tail : constant String := "</SOAP-ENV:Body></SOAP-ENV:Envelope>" & ASCII.LF;

   procedure Append_Headers (To : in out Unbounded_String; Content : Kit.JSON.Value);
   procedure Append_Call (To : in out Unbounded_String; Content : Kit.JSON.Value);
   procedure Append_Fault (To : in out Unbounded_String; Content : Kit.JSON.Value);

   --  "" when Content has no such member.
   function Text (Content : Kit.JSON.Value; Name : String) return String;
   function Needed_Text (Content : Kit.JSON.Value; Name : String) return String;
   function Needed_Name (Content : Kit.JSON.Value; Name : String) return String;

   ----------
   -- Text --
   ----------

   function Text (Content : Kit.JSON.Value; Name : String) return String is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Content, Name);
   begin
      if Kit.JSON.Kind (Item) = Null_Value then
         return "";
      elsif Kit.JSON.Kind (Item) /= String_Value then
         raise Unfit with "the member " & Name & " must be a string";
      elsif not Is_Writable (Kit.JSON.As_String (Item)) then
         raise Unfit with "the member " & Name & " holds a character that XML cannot carry";
      end if;
      return Kit.JSON.As_String (Item);
   end Text;

   -----------------
   -- Needed_Text --
   -----------------

   function Needed_Text (Content : Kit.JSON.Value; Name : String) return String is
   begin
      return Result : constant String := Text (Content, Name) do
         if Result = "" then
            raise Unfit with "the member " & Name & " must be a string that is not empty";
         end if;
      end return;
   end Needed_Text;

   -----------------
   -- Needed_Name --
   -----------------

   function Needed_Name (Content : Kit.JSON.Value; Name : String) return String is
   begin
      return Result : constant String := Needed_Text (Content, Name) do
         if not XML.Characters.Is_Name (Result) or else Result'Length > 200 then
            raise Unfit with "the member " & Name & " must be a name of XML";
         end if;
      end return;
   end Needed_Name;

   --------------------
   -- Append_Headers --
   --------------------

   procedure Append_Headers (To : in out Unbounded_String; Content : Kit.JSON.Value) is
      Target  : constant String := Text (Content, "target");
   begin
      if Target /= "" then
         Append (To, "<SOAP-ENV:Header><p:target xmlns:p=""" & Namespaces.Own & """>");
         Append_Escaped (To, Target);
         Append (To, "</p:target></SOAP-ENV:Header>");
      end if;
   end Append_Headers;

   -----------------
   -- Append_Call --
   -----------------

   procedure Append_Call (To : in out Unbounded_String; Content : Kit.JSON.Value) is
      Is_Response : constant Boolean := Text (Content, "kind") = "response";
      Namespace   : constant String  := Text (Content, "namespace");
      Name        : constant String  :=
        (if Namespace = "" then "" else "m:") & Needed_Name (Content, "operation")
        & (if Is_Response then "Response" else "");
   begin
      Append (To, '<' & Name);
      if Namespace /= "" then
         Append (To, " xmlns:m=""");
         Append_Escaped (To, Namespace);
         Append (To, '"');
      end if;
      Append (To, '>');
      if not Is_Response then
         Values.Append_Members (To, Kit.JSON.Get (Content, "arguments"), "arguments");
      else
         if Kit.JSON.Has (Content, "result") then
            Values.Append_Value (To, "return", Kit.JSON.Get (Content, "result"), "result");
         end if;
         Values.Append_Members (To, Kit.JSON.Get (Content, "outputs"), "outputs");
      end if;
      Append (To, "</" & Name & '>');
   end Append_Call;

   ------------------
   -- Append_Fault --
   ------------------

   procedure Append_Fault (To : in out Unbounded_String; Content : Kit.JSON.Value) is
      Code   : constant String := Needed_Name (Content, "code");
      Detail : constant Kit.JSON.Value := Kit.JSON.Get (Content, "detail");
      First  : Natural := Code'Last;
   begin
      --  A code may be made finer, as in Client.Authentication.
      for Index in reverse Code'Range loop
         if Code (Index) = '.' then
            First := Index - 1;
         end if;
      end loop;
      if Code (Code'First .. First)
        not in "VersionMismatch" | "MustUnderstand" | "Client" | "Server"
      then
         raise Unfit
           with "the member code must be VersionMismatch, MustUnderstand, Client or Server";
      end if;
      Append (To, "<SOAP-ENV:Fault>");
      Append_Element (To, "faultcode", "SOAP-ENV:" & Code);
      --  Empty where nobody gave a reason; SOAP wants the element all the same.
      if not Kit.JSON.Has (Content, "string") then
         raise Unfit with "the member string must be a string";
      end if;
      Append_Element (To, "faultstring", Text (Content, "string"));
      if Text (Content, "actor") /= "" then
         Append_Element (To, "faultactor", Text (Content, "actor"));
      end if;
      if Kit.JSON.Kind (Detail) /= Null_Value then
         Append (To, "<detail>");
         if Kit.JSON.Kind (Detail) = Object_Value then
            Values.Append_Members (To, Detail, "detail");
         else
            Values.Append_Value (To, "value", Detail, "detail");
         end if;
         Append (To, "</detail>");
      end if;
      Append (To, "</SOAP-ENV:Fault>");
   end Append_Fault;

   -------------
   -- Encoded --
   -------------

   function Encoded (Content : Kit.JSON.Value) return Unbounded_String is
      Kind : constant String := Text (Content, "kind");
   begin
      if Kind not in "request" | "response" | "fault" then
         raise Unfit with "the member kind must be request, response or fault";
      end if;
      return Result : Unbounded_String := To_Unbounded_String (Head) do
         if Kind = "request" then
            Append_Headers (Result, Content);
         end if;
         Append (Result, "<SOAP-ENV:Body>");
         if Kind = "fault" then
            Append_Fault (Result, Content);
         else
            Append_Call (Result, Content);
         end if;
         Append (Result, Tail);
      end return;
   end Encoded;

   function Encoded (Item : Faults.Fault) return Unbounded_String is
   begin
      return Result : Unbounded_String := To_Unbounded_String (Head) do
         Append (Result, "<SOAP-ENV:Body><SOAP-ENV:Fault>");
         Append_Element (Result, "faultcode", "SOAP-ENV:" & Faults.Word (Item.Code));
         Append_Element (Result, "faultstring", To_String (Item.Reason));
         Append (Result, "</SOAP-ENV:Fault>" & Tail);
      end return;
   end Encoded;

end SOAP_Gateway.Printing;
