--  The pieces of XML text: each procedure takes one at Text (Next), and moves
--  Next behind it.

private package SOAP_Gateway.XML.Scanning is

   procedure Fail (Text : String; Offset : Positive; Reason : String)
     with No_Return;

   --  NUL, which no document holds, past the end.
   function Here (Text : String; Next : Positive) return Character is
     (if Next > Text'Last then ASCII.NUL else Text (Next));

   function Looks_At (Text : String; Next : Positive; Word : String) return Boolean is
     (Text'Last - Next >= Word'Length - 1
      and then Text (Next .. Next + Word'Length - 1) = Word);

   procedure Expect (Text : String; Next : in out Positive; Word, Reason : String);

   function Has_Blank (Text : String; Next : Positive) return Boolean is
     (Is_Blank (Here (Text, Next)));

   procedure Skip_Blanks (Text : String; Next : in out Positive);

   --  One name, or two with a colon. Colon is 0 for one, else its position.
   procedure Take_Name
     (Text : String; Next : in out Positive; Longest : Positive; Colon : out Natural);

   --  From an ampersand to its semicolon: a character, or one of the five.
   procedure Take_Reference
     (Text : String; Next : in out Positive; Into : in out Unbounded_String);

   --  Up to the next < or the end.
   procedure Take_Text
     (Text : String; Next : in out Positive; Into : in out Unbounded_String);

   --  After <![CDATA[, with the end mark.
   procedure Take_Character_Data
     (Text : String; Next : in out Positive; Into : in out Unbounded_String);

   --  With its quotes; blanks become spaces.
   procedure Take_Quoted
     (Text : String; Next : in out Positive; Into : in out Unbounded_String);

   --  Starting at <!--.
   procedure Skip_Comment (Text : String; Next : in out Positive);

   --  Starting at <?.
   procedure Skip_Instruction (Text : String; Next : in out Positive; Longest : Positive);

end SOAP_Gateway.XML.Scanning;
