with Ada.Characters.Handling;
with Ada.Exceptions;
with Ada.Strings.Fixed;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;

package body Kit.HTTP is

   --  Around the name of a dependency in the message of a Refusal.
   Mark : constant Character := ASCII.US;

   function Plain (Number : Natural) return String;

   function Code (Status : Positive) return String;

   ----------
   -- Code --
   ----------

   function Code (Status : Positive) return String is
      Words : String := Ada.Characters.Handling.To_Lower (Phrase (Status));
   begin
      for Item of Words loop
         if Item = ' ' then
            Item := '-';
         end if;
      end loop;
      return Words;
   end Code;

   -----------
   -- Plain --
   -----------

   function Plain (Number : Natural) return String is
      Image : constant String := Number'Image;
   begin
      return Image (Image'First + 1 .. Image'Last);
   end Plain;

   ------------
   -- Refuse --
   ------------

   procedure Refuse (Status : Positive; Reason : String; Dependency : String := "") is
   begin
      raise Refusal with Plain (Status) & ' '
        & (if Dependency = "" then "" else Mark & Dependency & Mark) & Reason;
   end Refuse;

   -------------------
   -- Split_Refusal --
   -------------------

   procedure Split_Refusal (Message : String; Status : out Positive; First : out Positive) is
   begin
      Status := Positive'Value (Message (Message'First .. Message'First + 2));
      First  := Message'First + 4;
      if Message'Last >= First and then Message (First) = Mark then
         First := Ada.Strings.Fixed.Index (Message (First + 1 .. Message'Last), (1 => Mark)) + 1;
      end if;
   end Split_Refusal;

   ------------------------
   -- Refused_Dependency --
   ------------------------

   function Refused_Dependency (Message : String) return String is
      Status : Positive;
      First  : Positive;
   begin
      Split_Refusal (Message, Status, First);
      return (if First = Message'First + 4 then "" else Message (Message'First + 5 .. First - 2));
   end Refused_Dependency;

   --------------------
   -- Refused_Reason --
   --------------------

   function Refused_Reason (Message : String) return String is
      Status : Positive;
      First  : Positive;
   begin
      Split_Refusal (Message, Status, First);
      return Message (First .. Message'Last);
   end Refused_Reason;

   ----------------
   -- Media_Type --
   ----------------

   function Media_Type (Of_Request : Request; Default : String := "") return String is
      Full  : constant String :=
        Kit.Fields.Value (Of_Request.Headers, "content-type", Default);
      Place : constant Natural := Ada.Strings.Fixed.Index (Full, ";");
   begin
      return Ada.Characters.Handling.To_Lower
        (Ada.Strings.Fixed.Trim
           ((if Place = 0 then Full else Full (Full'First .. Place - 1)), Ada.Strings.Both));
   end Media_Type;

   ------------------
   -- JSON_Content --
   ------------------

   function JSON_Content (Of_Request : Request) return Kit.JSON.Value is
   begin
      if Media_Type (Of_Request, "application/json") /= "application/json" then
         Refuse (415, "the content must be application/json");
      end if;
      if Length (Of_Request.Content) = 0 then
         Refuse (400, "the request needs JSON content");
      end if;
      return Kit.JSON.Parsing.Parse (To_String (Of_Request.Content));
   exception
      when Error : Kit.JSON.Parsing.Syntax_Error =>
         Refuse (400, "malformed JSON, " & Ada.Exceptions.Exception_Message (Error));
   end JSON_Content;

   -----------
   -- Reply --
   -----------

   procedure Reply (To : in out Response; Item : Kit.JSON.Value; Status : Positive := 200) is
   begin
      To.Status  := Status;
      To.Content := Null_Unbounded_String;
      Kit.JSON.Printing.Append_Image (To.Content, Item);
   end Reply;

   ----------
   -- Fail --
   ----------

   procedure Fail
     (To            : in out Response;
      Status        : Positive;
      Reason, Trace : String;
      Dependency    : String := "")
   is
      Inner : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Outer : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Inner, "status", Long_Long_Integer (Status));
      Kit.JSON.Add (Inner, "code", Code (Status));
      Kit.JSON.Add (Inner, "reason", Reason);
      if Dependency /= "" then
         Kit.JSON.Add (Inner, "dependency", Dependency);
      end if;
      if Trace /= "" then
         Kit.JSON.Add (Inner, "traceId", Trace);
      end if;
      Kit.JSON.Add (Outer, "error", Inner);
      To.Media_Type := To_Unbounded_String ("application/json");
      Reply (To, Outer, Status);
   end Fail;

   ------------
   -- Phrase --
   ------------

   function Phrase (Status : Positive) return String is
     (case Status is
         when 100    => "Continue",
         when 200    => "OK",
         when 201    => "Created",
         when 202    => "Accepted",
         when 204    => "No Content",
         when 400    => "Bad Request",
         when 401    => "Unauthorized",
         when 403    => "Forbidden",
         when 404    => "Not Found",
         when 405    => "Method Not Allowed",
         when 408    => "Request Timeout",
         when 409    => "Conflict",
         when 411    => "Length Required",
         when 413    => "Content Too Large",
         when 414    => "URI Too Long",
         when 415    => "Unsupported Media Type",
         when 417    => "Expectation Failed",
         when 422    => "Unprocessable Content",
         when 431    => "Request Header Fields Too Large",
         when 500    => "Internal Server Error",
         when 501    => "Not Implemented",
         when 502    => "Bad Gateway",
         when 503    => "Service Unavailable",
         when 504    => "Gateway Timeout",
         when 505    => "HTTP Version Not Supported",
         when others => "Status " & Plain (Status));

   ----------------
   -- Wire_Image --
   ----------------

   function Wire_Image
     (Item : Response; Keep_Alive, Without_Content : Boolean; Extra : String := "")
      return Unbounded_String
   is
      CRLF   : constant String := ASCII.CR & ASCII.LF;
      Result : Unbounded_String;
   begin
      Append (Result, "HTTP/1.1 " & Plain (Item.Status) & ' ' & Phrase (Item.Status) & CRLF);
      if Item.Status /= 204 then
         Append (Result, "Content-Type: " & To_String (Item.Media_Type) & CRLF);
         Append (Result, "Content-Length: " & Plain (Length (Item.Content)) & CRLF);
      end if;
      Append (Result, Kit.Fields.Lines (Item.Headers));
      Append (Result, Extra);
      if not Keep_Alive then
         Append (Result, "Connection: close" & CRLF);
      end if;
      Append (Result, CRLF);
      if not Without_Content and then Item.Status /= 204 then
         Append (Result, Item.Content);
      end if;
      return Result;
   end Wire_Image;

   -------------
   -- Encoded --
   -------------

   function Encoded (Text : String) return String is
      Letters : constant String := "0123456789ABCDEF";
      Result  : String (1 .. Text'Length * 3);
      Last    : Natural := 0;
   begin
      for Item of Text loop
         if Item in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '-' | '_' | '.' | '~' then
            Last := Last + 1;
            Result (Last) := Item;
         else
            Result (Last + 1 .. Last + 3) :=
              ('%', Letters (Character'Pos (Item) / 16 + 1),
               Letters (Character'Pos (Item) mod 16 + 1));
            Last := Last + 3;
         end if;
      end loop;
      return Result (1 .. Last);
   end Encoded;

   -------------
   -- Decoded --
   -------------

   function Decoded (Text : String; Plus_Is_Blank : Boolean := False) return String is
      Result : String (1 .. Text'Length);
      Last   : Natural  := 0;
      Index  : Positive := Text'First;

      function Digit (Item : Character) return Natural;

      function Digit (Item : Character) return Natural is
      begin
         case Item is
            when '0' .. '9' => return Character'Pos (Item) - Character'Pos ('0');
            when 'a' .. 'f' => return Character'Pos (Item) - Character'Pos ('a') + 10;
            when 'A' .. 'F' => return Character'Pos (Item) - Character'Pos ('A') + 10;
            when others     => Refuse (400, "broken percent-encoding in the URL");
         end case;
      end Digit;

   begin
      while Index <= Text'Last loop
         Last := Last + 1;
         if Text (Index) = '%' then
            if Index + 2 > Text'Last then
               Refuse (400, "broken percent-encoding in the URL");
            end if;
            Result (Last) :=
              Character'Val (Digit (Text (Index + 1)) * 16 + Digit (Text (Index + 2)));
            Index := Index + 3;
         else
            Result (Last) :=
              (if Plus_Is_Blank and then Text (Index) = '+' then ' ' else Text (Index));
            Index := Index + 1;
         end if;
      end loop;
      --  Such a byte would break the lists of fields and the log.
      if (for some Item of Result (1 .. Last) => Item in ASCII.NUL .. ASCII.US | ASCII.DEL) then
         Refuse (400, "control character in the URL");
      end if;
      return Result (1 .. Last);
   end Decoded;

end Kit.HTTP;
