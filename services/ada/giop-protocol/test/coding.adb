with Ada.Exceptions;
with AUnit.Assertions;
with Corba.Octets;
with GIOP_Protocol.Faults;
with GIOP_Protocol.Images;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;

package body Coding is

   use AUnit.Assertions;
   use GIOP_Protocol;

   function Dense (Text : String) return String;
   function Reply (Of_Type, Value, Order : String) return String;

   function Dense (Text : String) return String is
      Result : String (1 .. Text'Length);
      Last   : Natural := 0;
   begin
      for Item of Text loop
         if Item /= ' ' then
            Last := Last + 1;
            Result (Last) := Item;
         end if;
      end loop;
      return Result (1 .. Last);
   end Dense;

   function Decoded (Hex : String; Types : String := "null") return String is
     (Kit.JSON.Printing.Image
        (Images.Decoded
           (Corba.Octets.From_Hex (Dense (Hex)), Kit.JSON.Parsing.Parse (Types))));

   function Encoded (JSON : String) return String is
     (Corba.Octets.To_Hex (Images.Encoded (Kit.JSON.Parsing.Parse (JSON))));

   function Member (JSON, Name : String) return String is
     (Kit.JSON.Printing.Image (Kit.JSON.Get (Kit.JSON.Parsing.Parse (JSON), Name)));

   procedure Expect_Same (Hex : String; Types : String := "null") is
      JSON : constant String := Decoded (Hex, Types);
   begin
      Assert (Encoded (JSON) = Dense (Hex), JSON & " gives " & Encoded (JSON));
   end Expect_Same;

   procedure Expect_Malformed (Hex : String; Offset : Natural; Types : String := "null") is
      Got   : Natural;
      First : Positive;
   begin
      Assert (False, Hex & " gives " & Decoded (Hex, Types));
   exception
      when Error : Faults.Malformed =>
         Faults.Split (Ada.Exceptions.Exception_Message (Error), Got, First);
         Assert
           (Got = Offset,
            Hex & ": expected octet" & Offset'Image & ", found "
            & Ada.Exceptions.Exception_Message (Error));
   end Expect_Malformed;

   procedure Expect_Unfit (JSON, Place : String) is
   begin
      Assert (False, JSON & " gives " & Encoded (JSON));
   exception
      when Error : Faults.Unfit =>
         declare
            Message : constant String := Ada.Exceptions.Exception_Message (Error);
         begin
            Assert
              (Message'Length > Place'Length
               and then Message (Message'First .. Message'First + Place'Length - 1) = Place,
               JSON & ": expected " & Place & ", found " & Message);
         end;
   end Expect_Unfit;

   procedure Expect_Unfit_Types (Types : String) is
   begin
      Assert (False, Decoded ("47494f50 01020001 0000000c 00000000 00000000 00000000", Types));
   exception
      when Faults.Unfit => null;
   end Expect_Unfit_Types;

   function Reply (Of_Type, Value, Order : String) return String is
     (Encoded
        ("{""version"":""1.0"",""message"":""Reply"",""requestId"":1,"
         & """status"":""NO_EXCEPTION"",""byteOrder"":""" & Order & """,""body"":[{""type"":"""
         & Of_Type & """,""value"":" & Value & "}]}"));

   function Through (Of_Type, Value, Order : String) return String is
      Parts : constant Kit.JSON.Value := Kit.JSON.Get
        (Kit.JSON.Parsing.Parse
           (Decoded (Reply (Of_Type, Value, Order), "[""" & Of_Type & """]")), "body");
   begin
      return Kit.JSON.Printing.Image (Kit.JSON.Get (Kit.JSON.Element (Parts, 1), "value"));
   end Through;

   --  The header and a reply's head take 24 octets.
   function Body_Of (Of_Type, Value, Order : String) return String is
      Hex : constant String := Reply (Of_Type, Value, Order);
   begin
      return Hex (Hex'First + 48 .. Hex'Last);
   end Body_Of;

end Coding;
