with Ada.Characters.Handling;
with Ada.Strings.Fixed;
with SOAP_Gateway.XML.Characters;

package body SOAP_Gateway.XML.Scanning is

   use SOAP_Gateway.XML.Characters;

   --  What a reference may hold between & and ;
   Longest_Reference : constant := 10;

   --  Text (First .. Last) with the line ends that XML sees.
   procedure Append_Lines (Into : in out Unbounded_String; Text : String);

   ----------
   -- Fail --
   ----------

   procedure Fail (Text : String; Offset : Positive; Reason : String) is
   begin
      raise Malformed with Place_At (Text, Offset) & ": " & Reason;
   end Fail;

   ------------
   -- Expect --
   ------------

   procedure Expect (Text : String; Next : in out Positive; Word, Reason : String) is
   begin
      if not Looks_At (Text, Next, Word) then
         Fail (Text, Next, Reason);
      end if;
      Next := Next + Word'Length;
   end Expect;

   -----------------
   -- Skip_Blanks --
   -----------------

   procedure Skip_Blanks (Text : String; Next : in out Positive) is
   begin
      while Has_Blank (Text, Next) loop
         Next := Next + 1;
      end loop;
   end Skip_Blanks;

   ---------------
   -- Take_Name --
   ---------------

   procedure Take_Name
     (Text : String; Next : in out Positive; Longest : Positive; Colon : out Natural)
   is
      First : constant Positive := Next;
      Last  : Natural := Name_Last (Text, Next);
   begin
      Colon := 0;
      if Last >= First and then Here (Text, Last + 1) = ':' then
         Colon := Last + 1;
         Last  := Name_Last (Text, Colon + 1);
         if Last = Colon then
            Fail (Text, Colon, "a name is expected after the colon");
         end if;
      end if;
      if Last < First then
         Fail (Text, First, "a name is expected");
      elsif Last - First >= Longest then
         Fail (Text, First, "a name has at most" & Longest'Image & " bytes");
      end if;
      Next := Last + 1;
   end Take_Name;

   --------------------
   -- Take_Reference --
   --------------------

   procedure Take_Reference
     (Text : String; Next : in out Positive; Into : in out Unbounded_String)
   is
      Stop : constant Natural := Ada.Strings.Fixed.Index
        (Text (Next .. Integer'Min (Text'Last, Next + Longest_Reference)), ";");

      function Number (Digits_Of : String; Base : Positive) return Code_Point;

      function Number (Digits_Of : String; Base : Positive) return Code_Point is
         Result : Natural := 0;
         Digit  : Natural;
      begin
         for Item of Digits_Of loop
            Digit :=
              (case Item is
                  when '0' .. '9' => Character'Pos (Item) - Character'Pos ('0'),
                  when 'a' .. 'f' => Character'Pos (Item) - Character'Pos ('a') + 10,
                  when 'A' .. 'F' => Character'Pos (Item) - Character'Pos ('A') + 10,
                  when others     => 16);
            if Digit >= Base or else Result > 16#10_FFFF# then
               return 0;
            end if;
            Result := Result * Base + Digit;
         end loop;
         return (if Result > 16#10_FFFF# then 0 else Code_Point (Result));
      end Number;

      Item : Code_Point;
   begin
      if Stop = 0 then
         Fail (Text, Next, "a reference ends with a semicolon; an ampersand is &amp;");
      end if;
      declare
         Name : constant String := Text (Next + 1 .. Stop - 1);
      begin
         if Name = "amp" then
            Append (Into, '&');
         elsif Name = "lt" then
            Append (Into, '<');
         elsif Name = "gt" then
            Append (Into, '>');
         elsif Name = "quot" then
            Append (Into, '"');
         elsif Name = "apos" then
            Append (Into, ''');
         elsif Name'Length > 1 and then Name (Name'First) = '#' then
            Item :=
              (if Name (Name'First + 1) = 'x'
               then Number (Name (Name'First + 2 .. Name'Last), 16)
               else Number (Name (Name'First + 1 .. Name'Last), 10));
            if not Is_Allowed (Item) then
               Fail (Text, Next, "the reference is to no character of XML");
            end if;
            Append (Into, Encoded (Item));
         else
            Fail (Text, Next, "no entity is known but amp, lt, gt, quot and apos");
         end if;
      end;
      Next := Stop + 1;
   end Take_Reference;

   ------------------
   -- Append_Lines --
   ------------------

   procedure Append_Lines (Into : in out Unbounded_String; Text : String) is
      First : Positive := Text'First;
   begin
      for Index in Text'Range loop
         if Text (Index) = ASCII.CR then
            Append (Into, Text (First .. Index - 1));
            if Index = Text'Last or else Text (Index + 1) /= ASCII.LF then
               Append (Into, ASCII.LF);
            end if;
            First := Index + 1;
         end if;
      end loop;
      Append (Into, Text (First .. Text'Last));
   end Append_Lines;

   ---------------
   -- Take_Text --
   ---------------

   procedure Take_Text
     (Text : String; Next : in out Positive; Into : in out Unbounded_String)
   is
      First : Positive := Next;
   begin
      while Next <= Text'Last and then Text (Next) /= '<' loop
         if Text (Next) = '&' then
            Append_Lines (Into, Text (First .. Next - 1));
            Take_Reference (Text, Next, Into);
            First := Next;
         elsif Looks_At (Text, Next, "]]>") then
            Fail (Text, Next, "]]> does not stand in text");
         else
            Next := Next + 1;
         end if;
      end loop;
      Append_Lines (Into, Text (First .. Next - 1));
   end Take_Text;

   -------------------------
   -- Take_Character_Data --
   -------------------------

   procedure Take_Character_Data
     (Text : String; Next : in out Positive; Into : in out Unbounded_String)
   is
      Stop : constant Natural :=
        Ada.Strings.Fixed.Index (Text (Next .. Text'Last), "]]>");
   begin
      if Stop = 0 then
         Fail (Text, Next, "the CDATA section has no end");
      end if;
      Append_Lines (Into, Text (Next .. Stop - 1));
      Next := Stop + 3;
   end Take_Character_Data;

   -----------------
   -- Take_Quoted --
   -----------------

   procedure Take_Quoted
     (Text : String; Next : in out Positive; Into : in out Unbounded_String)
   is
      First : constant Positive  := Next;
      Mark  : constant Character := Here (Text, Next);
   begin
      if Mark not in '"' | ''' then
         Fail (Text, Next, "a value in quotes is expected");
      end if;
      Next := Next + 1;
      loop
         case Here (Text, Next) is
            when ASCII.NUL =>
               Fail (Text, First, "the value has no closing quote");
            when '<' =>
               Fail (Text, Next, "< does not stand in a value");
            when '&' =>
               Take_Reference (Text, Next, Into);
            when '"' | ''' =>
               Next := Next + 1;
               exit when Text (Next - 1) = Mark;
               Append (Into, Text (Next - 1));
            when ASCII.CR =>
               Append (Into, ' ');
               Next := Next + (if Here (Text, Next + 1) = ASCII.LF then 2 else 1);
            when ASCII.HT | ASCII.LF =>
               Append (Into, ' ');
               Next := Next + 1;
            when others =>
               Append (Into, Text (Next));
               Next := Next + 1;
         end case;
      end loop;
   end Take_Quoted;

   ------------------
   -- Skip_Comment --
   ------------------

   procedure Skip_Comment (Text : String; Next : in out Positive) is
      Stop : constant Natural :=
        Ada.Strings.Fixed.Index (Text (Next + 4 .. Text'Last), "--");
   begin
      if Stop = 0 then
         Fail (Text, Next, "the comment has no end");
      elsif Here (Text, Stop + 2) /= '>' then
         Fail (Text, Stop, "-- does not stand in a comment");
      end if;
      Next := Stop + 3;
   end Skip_Comment;

   ----------------------
   -- Skip_Instruction --
   ----------------------

   procedure Skip_Instruction (Text : String; Next : in out Positive; Longest : Positive) is
      First : constant Positive := Next;
      Colon : Natural;
      Stop  : Natural;
   begin
      Next := Next + 2;
      Take_Name (Text, Next, Longest, Colon);
      if Ada.Characters.Handling.To_Lower (Text (First + 2 .. Next - 1)) = "xml" then
         Fail (Text, First, "the XML declaration stands at the very beginning only");
      elsif Colon > 0 then
         Fail (Text, Colon, "the name of a processing instruction has no colon");
      elsif not Has_Blank (Text, Next) and then not Looks_At (Text, Next, "?>") then
         Fail (Text, Next, "a blank or ?> is expected");
      end if;
      Stop := Ada.Strings.Fixed.Index (Text (Next .. Text'Last), "?>");
      if Stop = 0 then
         Fail (Text, First, "the processing instruction has no end");
      end if;
      Next := Stop + 2;
   end Skip_Instruction;

end SOAP_Gateway.XML.Scanning;
