with Ada.Characters.Handling;
with SOAP_Gateway.XML.Scanning;

package body SOAP_Gateway.XML.Prologs is

   use SOAP_Gateway.XML.Scanning;

   ----------------------
   -- Skip_Declaration --
   ----------------------

   procedure Skip_Declaration (Text : String; Next : in out Positive) is

      --  Value is "" where the text does not say Name here.
      procedure Take (Name : String; Value : out Unbounded_String);

      procedure Take (Name : String; Value : out Unbounded_String) is
         Before : constant Positive := Next;
      begin
         Value := Null_Unbounded_String;
         Skip_Blanks (Text, Next);
         if Next > Before and then Looks_At (Text, Next, Name) then
            Next := Next + Name'Length;
            Skip_Blanks (Text, Next);
            Expect (Text, Next, "=", "= is expected");
            Skip_Blanks (Text, Next);
            Take_Quoted (Text, Next, Value);
         else
            Next := Before;
         end if;
      end Take;

      Value : Unbounded_String;
   begin
      Next := Next + 5;
      Take ("version", Value);
      if Value /= "1.0" then
         Fail (Text, Next, "the version of XML must be 1.0");
      end if;
      Take ("encoding", Value);
      if Ada.Characters.Handling.To_Lower (To_String (Value)) not in "" | "utf-8" | "us-ascii"
      then
         Fail (Text, Next, "the encoding must be UTF-8");
      end if;
      Take ("standalone", Value);
      if To_String (Value) not in "" | "yes" | "no" then
         Fail (Text, Next, "standalone must be yes or no");
      end if;
      Skip_Blanks (Text, Next);
      Expect (Text, Next, "?>", "?> is expected");
   end Skip_Declaration;

end SOAP_Gateway.XML.Prologs;
