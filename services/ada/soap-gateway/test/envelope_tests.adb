with Ada.Exceptions;
with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with SOAP_Gateway.Envelopes;
with SOAP_Gateway.Faults;
with SOAP_Gateway.Printing;

package body Envelope_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use SOAP_Gateway;
   use type Faults.Codes;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   Head : constant String :=
     "<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'"
     & " xmlns:E='http://schemas.xmlsoap.org/soap/encoding/'"
     & " xmlns:xsd='http://www.w3.org/2001/XMLSchema'"
     & " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>";

   function Around (Content : String) return String is
     (Head & "<S:Body>" & Content & "</S:Body></S:Envelope>");

   function Call (Arguments : String) return String is
     (Around ("<m:op xmlns:m='urn:polyorb/echo'>" & Arguments & "</m:op>"));

   procedure Expect (Envelope, Member, JSON : String;
                     As : Envelopes.Kinds := Envelopes.Request);
   procedure Expect_Argument (Argument, JSON : String);
   procedure Expect_Fault (Envelope : String; Code : Faults.Codes; Part : String);
   procedure Expect_Unfit (JSON, Part : String);

   procedure Expect (Envelope, Member, JSON : String;
                     As : Envelopes.Kinds := Envelopes.Request)
   is
      Got : constant Kit.JSON.Value :=
        Kit.JSON.Get (Envelopes.Decoded (Envelope, As), Member);
   begin
      Assert
        (Kit.JSON.Same (Got, Kit.JSON.Parsing.Parse (JSON)),
         "expected " & JSON & ", found " & Kit.JSON.Printing.Image (Got));
   end Expect;

   procedure Expect_Argument (Argument, JSON : String) is
   begin
      Expect (Call (Argument), "arguments", JSON);
   end Expect_Argument;

   procedure Expect_Fault (Envelope : String; Code : Faults.Codes; Part : String) is
   begin
      declare
         Got : constant Kit.JSON.Value := Envelopes.Decoded (Envelope);
      begin
         Assert (False, "accepted: " & Envelope & " as " & Kit.JSON.Printing.Image (Got));
      end;
   exception
      when Error : Faults.Raised =>
         declare
            Got : constant Faults.Fault := Faults.Caught (Error);
         begin
            Assert (Got.Code = Code, Envelope & " gives " & Faults.Word (Got.Code));
            Assert
              (Ada.Strings.Fixed.Index (To_String (Got.Reason), Part) > 0,
               Part & " is not in: " & To_String (Got.Reason));
         end;
   end Expect_Fault;

   procedure Expect_Unfit (JSON, Part : String) is
   begin
      Assert
        (Length (Printing.Encoded (Kit.JSON.Parsing.Parse (JSON))) = 0, "accepted: " & JSON);
   exception
      when Error : Printing.Unfit =>
         Assert
           (Ada.Strings.Fixed.Index (Ada.Exceptions.Exception_Message (Error), Part) > 0,
            JSON & " gives: " & Ada.Exceptions.Exception_Message (Error));
   end Expect_Unfit;

   --  The first request and answer of the note of May 2000.
   procedure Test_Note (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Request  : constant String :=
        "<SOAP-ENV:Envelope xmlns:SOAP-ENV=""http://schemas.xmlsoap.org/soap/envelope/"""
        & " SOAP-ENV:encodingStyle=""http://schemas.xmlsoap.org/soap/encoding/"">"
        & "<SOAP-ENV:Body><m:GetLastTradePrice xmlns:m=""Some-URI"">"
        & "<symbol>DIS</symbol></m:GetLastTradePrice></SOAP-ENV:Body></SOAP-ENV:Envelope>";
      Response : constant String :=
        "<SOAP-ENV:Envelope xmlns:SOAP-ENV=""http://schemas.xmlsoap.org/soap/envelope/"""
        & " SOAP-ENV:encodingStyle=""http://schemas.xmlsoap.org/soap/encoding/"">"
        & "<SOAP-ENV:Body><m:GetLastTradePriceResponse xmlns:m=""Some-URI"">"
        & "<Price>34.5</Price></m:GetLastTradePriceResponse></SOAP-ENV:Body>"
        & "</SOAP-ENV:Envelope>";
      Failure  : constant String :=
        Around
          ("<S:Fault><faultcode>S:Server</faultcode><faultstring>Server Error</faultstring>"
           & "<detail><e:myfaultdetails xmlns:e=""Some-URI""><message>My application didn't"
           & " work</message><errorcode>1001</errorcode></e:myfaultdetails></detail></S:Fault>");
   begin
      Expect (Request, "operation", """GetLastTradePrice""");
      Expect (Request, "namespace", """Some-URI""");
      Expect (Request, "arguments", "{""symbol"":""DIS""}");
      Expect (Response, "operation", """GetLastTradePrice""", Envelopes.Response);
      Expect (Response, "result", """34.5""", Envelopes.Response);
      Expect (Failure, "code", """Server""");
      Expect (Failure, "string", """Server Error""");
      Expect
        (Failure, "detail",
         "{""myfaultdetails"":{""message"":""My application didn't work"","
         & """errorcode"":""1001""}}");
      Expect_Fault
        (Around ("<S:Fault><faultcode>S:Server</faultcode></S:Fault>"), Faults.Client,
         "faultcode and faultstring");
   end Test_Note;

   procedure Test_Headers (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      function With_Header (Content : String) return String is
        (Head & "<S:Header>" & Content & "</S:Header><S:Body><m:op xmlns:m='urn:polyorb:echo'/>"
         & "</S:Body></S:Envelope>");

   begin
      Expect (With_Header (""), "target", """echo""");
      Expect
        (With_Header
           ("<p:target xmlns:p='urn:polyorb:soap' S:mustUnderstand='1'>polyorb/echo"
            & "</p:target>"),
         "target", """polyorb/echo""");
      Expect
        (With_Header ("<t:a xmlns:t='u' S:mustUnderstand='0'>5</t:a>"), "headers",
         "[{""name"":""a"",""namespace"":""u"",""value"":""5"",""mustUnderstand"":false}]");
      Expect
        (With_Header ("<t:a xmlns:t='u' S:mustUnderstand='1' S:actor='urn:other'/>"),
         "target", """echo""");
      Expect_Fault
        (With_Header ("<t:a xmlns:t='u' S:mustUnderstand='1'/>"), Faults.Must_Understand,
         "a is not understood");
      Expect_Fault
        (With_Header
           ("<t:a xmlns:t='u' S:mustUnderstand='1'"
            & " S:actor='http://schemas.xmlsoap.org/soap/actor/next'/>"),
         Faults.Must_Understand, "a is not understood");
      Expect_Fault
        (With_Header ("<t:a xmlns:t='u' S:mustUnderstand='yes'/>"), Faults.Client, "0 or 1");
      Expect_Fault (With_Header ("<a/>"), Faults.Client, "needs a namespace");
   end Test_Headers;

   procedure Test_Values (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Argument ("<a xsi:type='xsd:int'> 5 </a><b>5</b>", "{""a"":5,""b"":""5""}");
      Expect_Argument ("<a xsi:type='E:boolean'>1</a>", "{""a"":true}");
      Expect_Argument ("<a><E:int>5</E:int></a>", "{""a"":{""int"":5}}");
      Expect_Argument ("<a xsi:nil='1'/>", "{""a"":null}");
      Expect_Argument
        ("<a xmlns:x='http://www.w3.org/1999/XMLSchema-instance' x:null='1'/>", "{""a"":null}");
      Expect_Argument ("<a><x>1</x> <y/></a>", "{""a"":{""x"":""1"",""y"":""""}}");
      Expect_Argument
        ("<a E:arrayType='xsd:int[2]'><i>1</i><i xsi:type='xsd:string'>2</i></a>",
         "{""a"":[1,""2""]}");
      Expect_Argument
        ("<a xsi:type='E:Array' E:arrayType='xsd:string[2,3]'><i>a</i><i>b</i><i>c</i>"
         & "<i>d</i><i>e</i><i>f</i></a>",
         "{""a"":[[""a"",""b"",""c""],[""d"",""e"",""f""]]}");
      Expect_Argument
        ("<a E:arrayType='xsd:int[][1]'><i E:arrayType='xsd:int[]'><j>7</j></i></a>",
         "{""a"":[[7]]}");
      Expect_Argument ("<a xsi:type='E:Array' E:arrayType='xsd:int[0]'/>", "{""a"":[]}");
      Expect_Fault (Call ("<a xsi:type='xsd:int'>x</a>"), Faults.Client, "a: a whole number");
      Expect_Fault (Call ("<a xsi:type='q:int'>1</a>"), Faults.Client, "prefix of the type");
      Expect_Fault (Call ("<a>x<b/></a>"), Faults.Client, "do not mix");
      Expect_Fault (Call ("<a/><a/>"), Faults.Client, "stands twice");
      Expect_Fault
        (Call ("<a E:arrayType='xsd:int[3]'><i>1</i></a>"), Faults.Client,
         "says 3 items, there are 1");
      Expect_Fault
        (Call ("<a E:arrayType='xsd:int[99999,99999]'/>"), Faults.Client, "20000");
      Expect_Fault (Call ("<a E:arrayType='xsd:int'/>"), Faults.Client, "xsd:int[2]");
      Expect_Fault (Call ("<a E:arrayType='xsd:int[-1]'/>"), Faults.Client, "no number");
      Expect_Fault
        (Call ("<a E:arrayType='xsd:int[9]' E:offset='[2]'/>"), Faults.Client, "in part");
   end Test_Values;

   procedure Test_References (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Levels : Unbounded_String;
   begin
      Expect
        (Around
           ("<m:op xmlns:m='u' E:root='1'><a href='#1'/><b href='#1'/></m:op>"
            & "<multiRef id='1' E:root='0' xsi:type='xsd:long'>7</multiRef>"),
         "arguments", "{""a"":7,""b"":7}");
      Expect_Fault (Call ("<a href='#1'/>"), Faults.Client, "not there: #1");
      Expect_Fault (Call ("<a href='http://x/'/>"), Faults.Client, "out of the envelope");
      Expect_Fault (Call ("<a href='#1'>x</a>"), Faults.Client, "no content");
      Expect_Fault (Call ("<a id='1'/><b id='1'/>"), Faults.Client, "id stands twice");
      Expect_Fault
        (Call ("<a id='1'><b href='#1'/></a>"), Faults.Client, "contains itself");
      Expect_Fault
        (Call ("<a href='#2'/><b id='2' href='#3'/><c id='3'/>"), Faults.Client,
         "an element with href");
      --  Each level is the next one twice: 2 ** 40 values.
      for Level in 1 .. 40 loop
         Append
           (Levels,
            "<r id='r" & Ada.Strings.Fixed.Trim (Level'Image, Ada.Strings.Left)
            & "'><a href='#r" & Ada.Strings.Fixed.Trim (Integer'Image (Level + 1), Ada.Strings.Left)
            & "'/><b href='#r" & Ada.Strings.Fixed.Trim (Integer'Image (Level + 1), Ada.Strings.Left)
            & "'/></r>");
      end loop;
      Expect_Fault
        (Around ("<m:op xmlns:m='u'><x href='#r1'/></m:op>" & To_String (Levels)
                 & "<r id='r41'>x</r>"),
         Faults.Client, "100000 values");
   end Test_References;

   procedure Test_Wrong (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Twelve : constant String :=
        "<S:Envelope xmlns:S='http://www.w3.org/2003/05/soap-envelope'><S:Body/></S:Envelope>";
   begin
      Expect_Fault (Twelve, Faults.Version_Mismatch, "2003/05");
      Expect_Fault ("<Envelope/>", Faults.Version_Mismatch, "not of SOAP 1.1");
      Expect_Fault ("<a/>", Faults.Client, "no Envelope");
      Expect_Fault ("<a>", Faults.Client, "line 1, column 4");
      Expect_Fault ("", Faults.Client, "line 1, column 1");
      Expect_Fault (Head & "</S:Envelope>", Faults.Client, "no Body");
      Expect_Fault (Head & "<S:Header/></S:Envelope>", Faults.Client, "no Body");
      Expect_Fault (Head & "<a/><S:Body/></S:Envelope>", Faults.Client, "Body");
      Expect_Fault (Head & "<S:Body/><a/></S:Envelope>", Faults.Client, "follows the Body");
      Expect_Fault (Around (""), Faults.Client, "no call");
      Expect_Fault (Around ("text"), Faults.Client, "text stands");
      Expect_Fault (Around ("<a/><b/>"), Faults.Client, "more than one call");
      Expect_Fault (Around ("<?p?><a/>"), Faults.Client, "no processing instructions");
      Expect_Fault
        (Around ("<a S:encodingStyle='urn:mine'/>"), Faults.Client, "encodingStyle");
      Expect (Around ("<a S:encodingStyle=''/>"), "operation", """a""");
   end Test_Wrong;

   procedure Test_Not_Fitting (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Unfit ("{}", "kind must be");
      Expect_Unfit ("{""kind"":5}", "kind must be a string");
      Expect_Unfit ("{""kind"":""response""}", "operation must be");
      Expect_Unfit ("{""kind"":""response"",""operation"":""a b""}", "a name of XML");
      Expect_Unfit ("{""kind"":""response"",""operation"":""a><b""}", "a name of XML");
      Expect_Unfit
        ("{""kind"":""response"",""operation"":""a"",""result"":{""x"":[""\u0001""]}}",
         "result.x[0]");
      Expect_Unfit
        ("{""kind"":""request"",""operation"":""a"",""arguments"":{""x y"":1}}", "x y");
      Expect_Unfit ("{""kind"":""request"",""operation"":""a"",""arguments"":[]}", "arguments");
      Expect_Unfit
        ("{""kind"":""response"",""operation"":""a"",""result"":"
         & "{""$type"":""short"",""value"":99999}}", "beyond short");
      Expect_Unfit
        ("{""kind"":""response"",""operation"":""a"",""result"":{""$type"":""x"",""value"":1}}",
         "no simple type");
      Expect_Unfit ("{""kind"":""fault"",""code"":""Mine"",""string"":""x""}", "code");
      Expect_Unfit ("{""kind"":""fault"",""code"":""Client""}", "string");
   end Test_Not_Fitting;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Note'Access, "the examples of the note");
      Register_Routine (Item, Test_Headers'Access, "headers");
      Register_Routine (Item, Test_Values'Access, "values");
      Register_Routine (Item, Test_References'Access, "references");
      Register_Routine (Item, Test_Wrong'Access, "wrong envelopes");
      Register_Routine (Item, Test_Not_Fitting'Access, "what SOAP cannot say");
   end Register_Tests;

end Envelope_Tests;
