with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Corba.Corbaloc;
with Corba.References;
with Corba.System_Exceptions;
with Expecting;
with Interfaces;

package body Corbaloc_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Corba.Corbaloc;
   use Corba.References;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect_Profile
     (Text : String; Index : Positive; Host : String; Port, Minor : Natural; Key : String);
   procedure Expect_Error (Text : String; Minor : Minor_Code);
   procedure Expect_Image (Text, Image_Of : String);

   procedure Expect_Profile
     (Text : String; Index : Positive; Host : String; Port, Minor : Natural; Key : String)
   is
      Got : constant Profile := Nth (Parse (Text), Index);
   begin
      Assert (Got.Host = Host, Text & " has host " & To_String (Got.Host));
      Assert (Got.Port = Port, Text & " has port" & Got.Port'Image);
      Assert (Got.Minor = Minor, Text & " has version 1." & Got.Minor'Image);
      Assert (Got.Key = Key, Text & " has key " & To_String (Got.Key));
   end Expect_Profile;

   procedure Expect_Error (Text : String; Minor : Minor_Code) is
      procedure Read;

      procedure Read is
      begin
         Assert (Count (Parse (Text)) = 0, "accepted: " & Text);
      end Read;
   begin
      Expecting.System_Exception (Read'Access, Bad_Param, OMG_Set or Minor);
   end Expect_Error;

   procedure Expect_Image (Text, Image_Of : String) is
   begin
      Assert (Image (Parse (Text)) = Image_Of, Text & " gives " & Image (Parse (Text)));
   end Expect_Image;

   procedure Test_Addresses (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Two : constant String := "corbaloc:iiop:1.1@a.example:1,:1.2@[2001:db8::1]:65535/x/y";
   begin
      Expect_Profile ("corbaloc::host/Name", 1, "host", 2_809, 0, "Name");
      Expect_Profile ("corbaloc:iiop:host:99/k", 1, "host", 99, 0, "k");
      Expect_Profile ("CORBALOC:IIOP:1.2@10.0.0.1:50060/echo", 1, "10.0.0.1", 50_060, 2, "echo");
      Expect_Profile (Two, 1, "a.example", 1, 1, "x/y");
      Expect_Profile (Two, 2, "2001:db8::1", 65_535, 2, "x/y");
      Expect_Profile ("corbaloc::[::1]/k", 1, "::1", 2_809, 0, "k");
      Expect_Profile
        ("corbaloc::h/a%20b%00%fF", 1, "h", 2_809, 0,
         "a b" & ASCII.NUL & Character'Val (255));
   end Test_Addresses;

   procedure Test_Images (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Image ("corbaloc::host/Name", "corbaloc:iiop:1.0@host:2809/Name");
      Expect_Image
        ("corbaloc:iiop:1.1@a:1,:1.2@[::1]:2/x%2fy%20z",
         "corbaloc:iiop:1.1@a:1,iiop:1.2@[::1]:2/x/y%20z");
      Assert (Escaped ("a b%" & Character'Val (200)) = "a%20b%25%c8", "escapes");
   end Test_Images;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Error ("corbaname::h/k", 7);
      Expect_Error ("corbaloc:/k", 8);
      Expect_Error ("corbaloc:host/k", 8);
      Expect_Error ("corbaloc:ssliop:h/k", 8);
      Expect_Error ("corbaloc:rir:/NameService", 8);
      Expect_Error ("corbaloc::/k", 8);
      Expect_Error ("corbaloc::h:0/k", 8);
      Expect_Error ("corbaloc::h:65536/k", 8);
      Expect_Error ("corbaloc::h:9x/k", 8);
      Expect_Error ("corbaloc::h:/k", 8);
      Expect_Error ("corbaloc::1.3@h/k", 8);
      Expect_Error ("corbaloc::h,/k", 8);
      Expect_Error ("corbaloc::[::1/k", 8);
      Expect_Error ("corbaloc::[::1]x/k", 8);
      Expect_Error ("corbaloc::ho st/k", 8);
      Expect_Error ("corbaloc::h", 9);
      Expect_Error ("corbaloc::h/", 9);
      Expect_Error ("corbaloc::h/%4", 9);
      Expect_Error ("corbaloc::h/%4g", 9);
   end Test_Malformed;

   procedure Test_Not_Fitting (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure Two_Keys;
      procedure No_Profile;

      procedure Two_Keys is
         Both : Reference := Parse ("corbaloc::h/a");
      begin
         Add (Both, Nth (Parse ("corbaloc::h/b"), 1));
         Assert (Image (Both) = "", "unreachable");
      end Two_Keys;

      procedure No_Profile is
      begin
         Assert (Image (Make ("IDL:x:1.0")) = "", "unreachable");
      end No_Profile;

   begin
      Expecting.System_Exception (Two_Keys'Access, Bad_Param, OMG_Set or 10);
      Expecting.System_Exception (No_Profile'Access, Bad_Param, OMG_Set or 10);
   end Test_Not_Fitting;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Addresses'Access, "addresses");
      Register_Routine (Item, Test_Images'Access, "printed");
      Register_Routine (Item, Test_Malformed'Access, "malformed");
      Register_Routine (Item, Test_Not_Fitting'Access, "what no URL can say");
   end Register_Tests;

end Corbaloc_Tests;
