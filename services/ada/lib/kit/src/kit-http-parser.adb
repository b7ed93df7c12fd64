with Ada.Characters.Handling;
with Ada.Exceptions;
with Ada.Strings.Fixed;

package body Kit.HTTP.Parser is

   use Ada.Characters.Handling;
   use Ada.Strings;
   use Ada.Strings.Fixed;

   subtype Digit is Character range '0' .. '9';

   function Is_Token (Text : String) return Boolean is
     (Text /= ""
      and then (for all Item of Text =>
                  Item in '0' .. '9' | 'a' .. 'z' | 'A' .. 'Z' | '!' | '#' | '$' | '%' | '&'
                    | ''' | '*' | '+' | '-' | '.' | '^' | '_' | '`' | '|' | '~'));

   procedure Fail (Self : in out Instance; Status : Positive; Reason : String);
   procedure Take_Start_Line (Self : in out Instance; Line : String);
   procedure Take_Request_Line (Self : in out Instance; Line : String);
   procedure Take_Status_Line (Self : in out Instance; Line : String);
   procedure Take_Target (Self : in out Instance; Target : String);
   procedure Take_Header (Self : in out Instance; Line : String);
   procedure Take_Content_Length (Self : in out Instance; Value : String);
   procedure Take_Chunk_Size (Self : in out Instance; Line : String);
   procedure End_Head (Self : in out Instance);
   procedure Take_Line (Self : in out Instance; Line : String);

   --  Whether the comma-separated list Value holds Word, in any case.
   function Lists (Value, Word : String) return Boolean;

   ----------
   -- Fail --
   ----------

   procedure Fail (Self : in out Instance; Status : Positive; Reason : String) is
   begin
      Self.At_Phase    := Failed;
      Self.Fail_Status := Status;
      Self.Fail_Reason := To_Unbounded_String (Reason);
   end Fail;

   -----------
   -- Lists --
   -----------

   function Lists (Value, Word : String) return Boolean is
      Lower : constant String := ',' & To_Lower (Value) & ',';
      First : Positive := Lower'First + 1;
   begin
      for Index in Lower'First + 1 .. Lower'Last loop
         if Lower (Index) = ',' then
            if Trim (Lower (First .. Index - 1), Both) = Word then
               return True;
            end if;
            First := Index + 1;
         end if;
      end loop;
      return False;
   end Lists;

   ----------------
   -- Set_Limits --
   ----------------

   procedure Set_Limits (Self : in out Instance; To : Limits) is
   begin
      Self.Bounds := To;
   end Set_Limits;

   -----------
   -- Reset --
   -----------

   procedure Reset (Self : in out Instance) is
   begin
      Self.At_Phase     := Idle;
      Self.Line         := Null_Unbounded_String;
      Self.Head_Size    := 0;
      Self.Header_Count := 0;
      Self.Result       := (others => <>);
      Self.Code         := 0;
      Self.Wanted       := -1;
      Self.Left         := 0;
      Self.Chunked      := False;
      Self.Close        := False;
      Self.Keep         := False;
      Self.Expects      := False;
   end Reset;

   function Phase (Self : Instance) return Phases is (Self.At_Phase);

   function Size (Self : Instance) return Natural is
     (Length (Self.Line) + Self.Head_Size + Length (Self.Result.Content));

   function Message (Self : Instance) return Request is (Self.Result);
   function Status (Self : Instance) return Natural is (Self.Code);
   function Failure_Status (Self : Instance) return Positive is (Self.Fail_Status);
   function Failure_Reason (Self : Instance) return String is (To_String (Self.Fail_Reason));

   function Keeps_Alive (Self : Instance) return Boolean is
     (not Self.Close and then (Self.Result.Minor = 1 or else Self.Keep));

   ----------------------
   -- Take_Expectation --
   ----------------------

   procedure Take_Expectation (Self : in out Instance; Expected : out Boolean) is
   begin
      Expected := Self.Expects and then Self.At_Phase in Fixed_Content | Chunk_Size;
      if Expected then
         Self.Expects := False;
      end if;
   end Take_Expectation;

   -----------------
   -- Take_Target --
   -----------------

   procedure Take_Target (Self : in out Instance; Target : String) is
      Mark  : constant Natural := Index (Target, "?");
      First : Positive;
      Equal : Natural;
   begin
      if Target = "" or else Target (Target'First) /= '/' then
         Fail (Self, 400, "the request target must start with /");
         return;
      elsif (for some Item of Target => Item not in '!' .. '~') then
         Fail (Self, 400, "the request target holds a character that is not allowed");
         return;
      elsif Mark = 0 then
         Self.Result.Path := To_Unbounded_String (Target);
         return;
      end if;
      Self.Result.Path := To_Unbounded_String (Target (Target'First .. Mark - 1));
      First := Mark + 1;
      for Place in Mark + 1 .. Target'Last + 1 loop
         if Place > Target'Last or else Target (Place) = '&' then
            if Place > First then
               Equal := Index (Target (First .. Place - 1), "=");
               declare
                  Name_Last : constant Natural := (if Equal = 0 then Place - 1 else Equal - 1);
                  Name  : constant String := Decoded (Target (First .. Name_Last), True);
                  Value : constant String :=
                    (if Equal = 0 then ""
                     else Decoded (Target (Equal + 1 .. Place - 1), True));
               begin
                  if Index (Name, ":") = 0 then
                     Kit.Fields.Add (Self.Result.Query, Name, Value);
                  end if;
               end;
            end if;
            First := Place + 1;
         end if;
      end loop;
   exception
      when Error : Refusal =>
         Fail (Self, 400, Refused_Reason (Ada.Exceptions.Exception_Message (Error)));
   end Take_Target;

   -----------------------
   -- Take_Request_Line --
   -----------------------

   procedure Take_Request_Line (Self : in out Instance; Line : String) is
      First_Blank : constant Natural := Index (Line, " ");
      Last_Blank  : constant Natural := Index (Line, " ", Backward);
   begin
      if First_Blank = 0 or else First_Blank = Last_Blank
        or else not Is_Token (Line (Line'First .. First_Blank - 1))
      then
         Fail (Self, 400, "the request line must be: method, target, version");
         return;
      end if;
      declare
         Version : constant String := Line (Last_Blank + 1 .. Line'Last);
      begin
         if Version = "HTTP/1.1" then
            Self.Result.Minor := 1;
         elsif Version = "HTTP/1.0" then
            Self.Result.Minor := 0;
         elsif Head (Version, 5) = "HTTP/" then
            Fail (Self, 505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
            return;
         else
            Fail (Self, 400, "the request line must end with the HTTP version");
            return;
         end if;
      end;
      Self.Result.Method := To_Unbounded_String (Line (Line'First .. First_Blank - 1));
      Take_Target (Self, Line (First_Blank + 1 .. Last_Blank - 1));
   end Take_Request_Line;

   ----------------------
   -- Take_Status_Line --
   ----------------------

   procedure Take_Status_Line (Self : in out Instance; Line : String) is
      Text : constant String (1 .. Line'Length) := Line;
   begin
      if Text'Length < 12
        or else Text (1 .. 7) /= "HTTP/1."
        or else Text (8) not in '0' | '1'
        or else Text (9) /= ' '
        or else (for some Item of Text (10 .. 12) => Item not in Digit)
      then
         Fail (Self, 502, "the status line is malformed");
         return;
      end if;
      Self.Result.Minor := (if Text (8) = '1' then 1 else 0);
      Self.Code         := Natural'Value (Text (10 .. 12));
   end Take_Status_Line;

   ---------------------
   -- Take_Start_Line --
   ---------------------

   procedure Take_Start_Line (Self : in out Instance; Line : String) is
   begin
      case Self.Kind is
         when Requests  => Take_Request_Line (Self, Line);
         when Responses => Take_Status_Line (Self, Line);
      end case;
      if Self.At_Phase /= Failed then
         Self.At_Phase := Header_Lines;
      end if;
   end Take_Start_Line;

   -------------------------
   -- Take_Content_Length --
   -------------------------

   procedure Take_Content_Length (Self : in out Instance; Value : String) is
      Length : Long_Long_Integer;
   begin
      if Value'Length not in 1 .. 18 or else (for some Item of Value => Item not in Digit) then
         Fail (Self, 400, "Content-Length is not a number");
         return;
      end if;
      Length := Long_Long_Integer'Value (Value);
      if Self.Wanted >= 0 and then Self.Wanted /= Length then
         Fail (Self, 400, "two values of Content-Length");
         return;
      end if;
      Self.Wanted := Length;
   end Take_Content_Length;

   -----------------
   -- Take_Header --
   -----------------

   procedure Take_Header (Self : in out Instance; Line : String) is
      Colon : constant Natural := Index (Line, ":");
   begin
      Self.Header_Count := Self.Header_Count + 1;
      if Self.Header_Count > Self.Bounds.Headers then
         Fail (Self, 431, "more than" & Self.Bounds.Headers'Image & " header lines");
         return;
      elsif Colon = 0 or else not Is_Token (Line (Line'First .. Colon - 1)) then
         Fail (Self, 400, "a header line must be: name, colon, value");
         return;
      end if;
      declare
         Name  : constant String := To_Lower (Line (Line'First .. Colon - 1));
         Value : constant String := Trim (Line (Colon + 1 .. Line'Last), Both);
      begin
         if (for some Item of Value =>
               Item in ASCII.NUL .. ASCII.BS | ASCII.LF .. ASCII.US | ASCII.DEL)
         then
            Fail (Self, 400, "control character in a header");
            return;
         end if;
         Kit.Fields.Add (Self.Result.Headers, Name, Value);
         if Name = "content-length" then
            Take_Content_Length (Self, Value);
         elsif Name = "transfer-encoding" then
            if Self.Chunked or else To_Lower (Value) /= "chunked" then
               Fail (Self, 501, "only the transfer encoding chunked is known");
            end if;
            Self.Chunked := True;
         elsif Name = "connection" then
            Self.Close := Self.Close or else Lists (Value, "close");
            Self.Keep  := Self.Keep or else Lists (Value, "keep-alive");
         elsif Name = "expect" then
            if To_Lower (Value) = "100-continue" then
               Self.Expects := True;
            else
               Fail (Self, 417, "only the expectation 100-continue is known");
            end if;
         end if;
      end;
   end Take_Header;

   --------------
   -- End_Head --
   --------------

   procedure End_Head (Self : in out Instance) is
   begin
      if Self.Kind = Requests then
         if Self.Result.Minor = 1
           and then Kit.Fields.Count (Self.Result.Headers, "host") /= 1
         then
            Fail (Self, 400, "exactly one Host header is needed");
            return;
         elsif Self.Chunked and then (Self.Wanted >= 0 or else Self.Result.Minor = 0) then
            Fail (Self, 400, "Transfer-Encoding does not go with Content-Length or HTTP/1.0");
            return;
         end if;
      elsif Self.Code in 100 .. 199 then
         --  An interim response; the real one follows.
         Reset (Self);
         return;
      end if;
      if Self.Chunked then
         Self.At_Phase := Chunk_Size;
      elsif Self.Wanted > Long_Long_Integer (Self.Bounds.Content) then
         Fail (Self, 413, "the content is larger than" & Self.Bounds.Content'Image & " bytes");
      elsif Self.Wanted > 0 then
         Self.Left     := Self.Wanted;
         Self.At_Phase := Fixed_Content;
      elsif Self.Kind = Responses and then Self.Wanted < 0
        and then Self.Code not in 204 | 304
      then
         Self.At_Phase := Until_Close;
      else
         Self.At_Phase := Complete;
      end if;
   end End_Head;

   ---------------------
   -- Take_Chunk_Size --
   ---------------------

   procedure Take_Chunk_Size (Self : in out Instance; Line : String) is
      Mark  : constant Natural := Index (Line, ";");
      Image : constant String :=
        Trim ((if Mark = 0 then Line else Line (Line'First .. Mark - 1)), Both);
   begin
      if Image'Length not in 1 .. 12
        or else (for some Item of Image => Item not in '0' .. '9' | 'a' .. 'f' | 'A' .. 'F')
      then
         Fail (Self, 400, "a chunk size is not a hexadecimal number");
         return;
      end if;
      Self.Left := Long_Long_Integer'Value ("16#" & Image & '#');
      if Self.Left > Long_Long_Integer (Self.Bounds.Content - Length (Self.Result.Content)) then
         Fail (Self, 413, "the content is larger than" & Self.Bounds.Content'Image & " bytes");
      else
         Self.At_Phase := (if Self.Left = 0 then Trailer_Lines else Chunk_Data);
      end if;
   end Take_Chunk_Size;

   ---------------
   -- Take_Line --
   ---------------

   procedure Take_Line (Self : in out Instance; Line : String) is
   begin
      case Self.At_Phase is
         when Idle =>
            --  Blank lines before a request are allowed.
            if Line /= "" then
               Take_Start_Line (Self, Line);
            end if;
         when Start_Line =>
            Take_Start_Line (Self, Line);
         when Header_Lines =>
            if Line = "" then
               End_Head (Self);
            else
               Take_Header (Self, Line);
            end if;
         when Chunk_Size =>
            Take_Chunk_Size (Self, Line);
         when Chunk_End =>
            if Line = "" then
               Self.At_Phase := Chunk_Size;
            else
               Fail (Self, 400, "a chunk is longer than its size says");
            end if;
         when Trailer_Lines =>
            if Line = "" then
               Self.At_Phase := Complete;
            end if;
         when others =>
            raise Program_Error with "no line expected in phase " & Self.At_Phase'Image;
      end case;
   end Take_Line;

   ----------
   -- Feed --
   ----------

   procedure Feed (Self : in out Instance; Data : String; Used : out Natural) is
      Place : Positive := Data'First;
      Stop  : Natural;
      Count : Natural;
   begin
      while Place <= Data'Last and then Self.At_Phase not in Complete | Failed loop
         if Self.At_Phase in Fixed_Content | Chunk_Data then
            Count := Natural
              (Long_Long_Integer'Min (Self.Left, Long_Long_Integer (Data'Last - Place + 1)));
            Append (Self.Result.Content, Data (Place .. Place + Count - 1));
            Self.Left := Self.Left - Long_Long_Integer (Count);
            Place     := Place + Count;
            if Self.Left = 0 then
               Self.At_Phase := (if Self.At_Phase = Chunk_Data then Chunk_End else Complete);
            end if;
         elsif Self.At_Phase = Until_Close then
            if Length (Self.Result.Content) + Data'Last - Place + 1 > Self.Bounds.Content then
               Fail (Self, 413, "the content is too large");
            else
               Append (Self.Result.Content, Data (Place .. Data'Last));
               Place := Data'Last + 1;
            end if;
         else
            Stop  := Index (Data (Place .. Data'Last), (1 => ASCII.LF));
            Count := (if Stop = 0 then Data'Last else Stop) - Place + 1;
            if Self.At_Phase not in Chunk_Size | Chunk_End then
               Self.Head_Size := Self.Head_Size + Count;
            end if;
            if Length (Self.Line) + Count > Self.Bounds.Line then
               Fail
                 (Self, (if Self.At_Phase in Idle | Start_Line then 414 else 431),
                  "a line is longer than" & Self.Bounds.Line'Image & " bytes");
               exit;
            elsif Self.Head_Size > Self.Bounds.Head then
               Fail (Self, 431, "the head is larger than" & Self.Bounds.Head'Image & " bytes");
               exit;
            end if;
            Append (Self.Line, Data (Place .. Place + Count - 1));
            Place := Place + Count;
            if Stop = 0 then
               if Self.At_Phase = Idle then
                  Self.At_Phase := Start_Line;
               end if;
            else
               declare
                  Line : constant String := To_String (Self.Line);
               begin
                  Self.Line := Null_Unbounded_String;
                  if Line'Length < 2 or else Line (Line'Last - 1) /= ASCII.CR then
                     Fail (Self, 400, "a line must end with CR LF");
                  else
                     Take_Line (Self, Line (Line'First .. Line'Last - 2));
                  end if;
               end;
            end if;
         end if;
      end loop;
      Used := Place - Data'First;
   end Feed;

   ------------
   -- Finish --
   ------------

   procedure Finish (Self : in out Instance) is
   begin
      if Self.At_Phase = Until_Close then
         Self.At_Phase := Complete;
      elsif Self.At_Phase not in Complete | Failed then
         Fail (Self, 400, "the connection closed in the middle of the message");
      end if;
   end Finish;

end Kit.HTTP.Parser;
