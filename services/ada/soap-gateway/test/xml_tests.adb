with Ada.Exceptions;
with Ada.Strings.Fixed;
with AUnit.Assertions;
with SOAP_Gateway.XML.Reading;
with SOAP_Gateway.XML.Writing;
with Ada.Strings.Unbounded;

package body XML_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use SOAP_Gateway.XML;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   function Parse (Text : String) return Document is (Reading.Parse (Text));

   procedure Expect_Text (Source, Text_Of : String);
   procedure Expect_Error (Source, Place, Part : String);

   procedure Expect_Text (Source, Text_Of : String) is
      Got : constant Document := Parse (Source);
   begin
      Assert (Text (Got, Root (Got)) = Text_Of, Source & " gives " & Text (Got, Root (Got)));
   end Expect_Text;

   procedure Expect_Error (Source, Place, Part : String) is
      Shown : constant String := Source (Source'First
        .. Integer'Min (Source'Last, Source'First + 60));
   begin
      declare
         Got : constant Document := Parse (Source);
      begin
         Assert (False, "accepted, with elements" & Count (Got)'Image & ": " & Shown);
      end;
   exception
      when Error : Malformed =>
         declare
            Message : constant String := Ada.Exceptions.Exception_Message (Error);
         begin
            Assert
              (Ada.Strings.Fixed.Index (Message, Place & ": ") = 1
               and then Ada.Strings.Fixed.Index (Message, Part) > 0,
               Shown & " gives: " & Message);
         end;
   end Expect_Error;

   procedure Test_Text (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Text ("<a/>", "");
      Expect_Text ("<?xml version='1.0' encoding=""utf-8"" standalone='yes' ?><a>b</a>", "b");
      Expect_Text
        (Character'Val (16#EF#) & Character'Val (16#BB#) & Character'Val (16#BF#)
         & "<a>bom</a>", "bom");
      Expect_Text ("<a>&amp;&lt;&gt;&quot;&apos;</a>", "&<>""'");
      Expect_Text
        ("<a>&#65;&#x42;&#xe9;&#x1F600;</a>",
         "AB" & Character'Val (16#C3#) & Character'Val (16#A9#)
         & Character'Val (16#F0#) & Character'Val (16#9F#) & Character'Val (16#98#)
         & Character'Val (16#80#));
      Expect_Text ("<a>x<![CDATA[<&]]]>y</a>", "x<&]y");
      Expect_Text ("<!-- - --><a>1<!--<b>-->2<?p <c> ?>3</a><!----><?q?>", "123");
      Expect_Text
        ("<a>1" & ASCII.CR & ASCII.LF & "2" & ASCII.CR & "3&#13;</a>",
         "1" & ASCII.LF & "2" & ASCII.LF & "3" & ASCII.CR);
      Expect_Text ("<a >x</a >", "x");
   end Test_Text;

   procedure Test_Namespaces (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Got   : constant Document := Parse
        ("<a xmlns='u' xmlns:p='v' p:x='1' x='2'><p:b xmlns=''><c xml:lang='en'/></p:b>"
         & "<d xmlns:p='w' p:x='3" & ASCII.LF & "&#10;'/></a>");
      subtype Position is SOAP_Gateway.XML.Element;
      A     : constant Position := Root (Got);
      B     : constant Position := First_Child (Got, A);
      C     : constant Position := First_Child (Got, B);
      D     : constant Position := Next_Sibling (Got, B);
      Named : Qualified_Name;
   begin
      Assert (Namespace (Got, A) = "u" and then Name (Got, A) = "a", "the default");
      Assert (Attribute (Got, A, "v", "x") = "1", "an attribute with prefix");
      Assert (Attribute (Got, A, "", "x") = "2", "and one without, in no namespace");
      Assert (Namespace (Got, B) = "v", "a prefix");
      Assert (Namespace (Got, C) = "", "the default is taken back");
      Assert (Attribute (Got, C, XML_Namespace, "lang") = "en", "xml needs no declaration");
      Assert (Attribute (Got, D, "w", "x") = "3 " & ASCII.LF, "a prefix declared anew");
      Assert (Parent (Got, C) = B and then Parent (Got, A) = None, "parents");
      Named := Resolved (Got, D, " p:t ");
      Assert (Named.Is_Known and then Named.Namespace = "w" and then Named.Name = "t", "w");
      Named := Resolved (Got, C, "t");
      Assert (Named.Is_Known and then Named.Namespace = "", "no namespace");
      Assert (not Resolved (Got, C, "q:t").Is_Known, "not declared");
      Assert (Place (Got, D) = "line 1, column 78", Place (Got, D));
   end Test_Namespaces;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      LF : constant Character := ASCII.LF;
   begin
      Expect_Error ("", "line 1, column 1", "an element is expected");
      Expect_Error ("x<a/>", "line 1, column 1", "an element is expected");
      Expect_Error ("<a/>x", "line 1, column 5", "nothing follows");
      Expect_Error ("<a/><b/>", "line 1, column 5", "nothing follows");
      Expect_Error ("<a>", "line 1, column 4", "a has no end");
      Expect_Error ("<a>" & LF & " </b>", "line 2, column 2", "the end of a is expected");
      Expect_Error ("<ab></a>", "line 1, column 5", "the end of ab");
      Expect_Error ("<a></ab>", "line 1, column 4", "the end of a ");
      Expect_Error ("<a", "line 1, column 3", "the tag has no end");
      Expect_Error ("<a b>", "line 1, column 5", "= is expected");
      Expect_Error ("<a b=c/>", "line 1, column 6", "in quotes");
      Expect_Error ("<a b='c/>", "line 1, column 6", "no closing quote");
      Expect_Error ("<a b='<'/>", "line 1, column 7", "< does not stand");
      Expect_Error ("<a b='1'c='2'/>", "line 1, column 9", "a blank");
      Expect_Error ("<a b='1' b='2'/>", "line 1, column 10", "stands here twice");
      Expect_Error
        ("<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>", "line 1, column 35", "twice");
      Expect_Error ("<a xmlns='u' xmlns='u'/>", "line 1, column 14", "twice");
      Expect_Error ("<p:a/>", "line 1, column 1", "p is not declared");
      Expect_Error ("<a p:b=''/>", "line 1, column 4", "p is not declared");
      Expect_Error ("<a xmlns:p=''/>", "line 1, column 4", "needs a namespace");
      Expect_Error ("<a xmlns:xml='u'/>", "line 1, column 4", "anew");
      Expect_Error ("<a xmlns:xmlns='u'/>", "line 1, column 4", "anew");
      Expect_Error ("<1/>", "line 1, column 2", "a name is expected");
      Expect_Error ("<:a/>", "line 1, column 2", "a name is expected");
      Expect_Error ("<a:/>", "line 1, column 3", "after the colon");
      Expect_Error ("<a>&</a>", "line 1, column 4", "semicolon");
      Expect_Error ("<a>&nbsp;</a>", "line 1, column 4", "no entity");
      Expect_Error ("<a>&#0;</a>", "line 1, column 4", "no character");
      Expect_Error ("<a>&#x110000;</a>", "line 1, column 4", "no character");
      Expect_Error ("<a>&#xD800;</a>", "line 1, column 4", "no character");
      Expect_Error ("<a>]]></a>", "line 1, column 4", "]]>");
      Expect_Error ("<a><![CDATA[</a>", "line 1, column 13", "CDATA section has no end");
      Expect_Error ("<a><!-- -- --></a>", "line 1, column 9", "-- does not stand");
      Expect_Error ("<a><!-- </a>", "line 1, column 4", "comment has no end");
      Expect_Error ("<a><?p </a>", "line 1, column 4", "no end");
      Expect_Error ("<a><?xml version='1.0'?></a>", "line 1, column 4", "very beginning");
      Expect_Error (" <?xml version='1.0'?><a/>", "line 1, column 2", "very beginning");
      Expect_Error ("<?xml version='1.1'?><a/>", "line 1, column 20", "1.0");
      Expect_Error
        ("<?xml version='1.0' encoding='latin1'?><a/>", "line 1, column 38", "UTF-8");
      Expect_Error ("<a>" & Character'Val (16#E9#) & "</a>", "line 1, column 4", "UTF-8");
      Expect_Error ("<a>" & ASCII.NUL & "</a>", "line 1, column 4", "no character of XML");
      Expect_Error
        ("<a>" & Character'Val (16#C3#) & Character'Val (16#A9#) & "<b></a>",
         "line 1, column 8", "the end of b");
   end Test_Malformed;

   procedure Test_Bombs (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      use Ada.Strings.Fixed;
   begin
      Expect_Error
        ("<!DOCTYPE a [<!ENTITY x ""ha""><!ENTITY y ""&x;&x;"">]><a>&y;</a>",
         "line 1, column 1", "document type");
      Expect_Error
        ("<?xml version='1.0'?>" & ASCII.LF & "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
         "line 2, column 1", "document type");
      Expect_Error ("<a><!DOCTYPE a></a>", "line 1, column 5", "a name is expected");
      Expect_Error (49 * "<a>", "line 1, column 145", "nested deeper");
      Expect_Error ("<a>" & 20_000 * "<b/>" & "</a>", "line 1, column 80000", "elements");
      Expect_Error ('<' & 300 * 'n' & "/>", "line 1, column 2", "256 bytes");
      Expect_Error (1_048_577 * 'x', "line 1, column 1", "1048576 bytes");
   end Test_Bombs;

   procedure Test_Counts (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Source : Unbounded_String := To_Unbounded_String ("<a");
   begin
      for Index in 100 .. 164 loop
         Append (Source, " b" & Ada.Strings.Fixed.Trim (Index'Image, Ada.Strings.Left) & "=''");
      end loop;
      Expect_Error (To_String (Source) & "/>", "line 1, column 516", "attributes");
      Source := Null_Unbounded_String;
      for Index in 1 .. 3 loop
         Append (Source, "<a");
         for Prefix in 100 .. 129 loop
            Append
              (Source, " xmlns:p" & Ada.Strings.Fixed.Trim (Prefix'Image, Ada.Strings.Left)
               & "='u'");
         end loop;
         Append (Source, '>');
      end loop;
      Expect_Error (To_String (Source), "line 1, column 970", "namespaces");
   end Test_Counts;

   procedure Test_Writing (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Text   : constant String := "<&>""'" & ASCII.HT & ASCII.LF & ASCII.CR & " ]]>";
      Result : Unbounded_String;
   begin
      Writing.Append_Element (Result, "a", Text);
      Expect_Text (To_String (Result), Text);
      Result := Null_Unbounded_String;
      Writing.Append_Element (Result, "a", ASCII.NUL & Character'Val (16#FF#));
      Expect_Text (To_String (Result), "??");
      Assert (not Writing.Is_Writable ("" & ASCII.ESC), "escape");
      Assert (Writing.Is_Writable (Text), "text");
   end Test_Writing;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Text'Access, "text");
      Register_Routine (Item, Test_Namespaces'Access, "namespaces");
      Register_Routine (Item, Test_Malformed'Access, "malformed, with line and column");
      Register_Routine (Item, Test_Bombs'Access, "bombs");
      Register_Routine (Item, Test_Counts'Access, "counts");
      Register_Routine (Item, Test_Writing'Access, "writing");
   end Register_Tests;

end XML_Tests;
