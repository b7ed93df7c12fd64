with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Corba.References;
with Corba.System_Exceptions;
with Expecting;
with Interfaces;
with Naming_Service.Corbaname;
with Naming_Service.Names;

package body Corbaname_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Corba.References;
   use Corba.System_Exceptions;
   use Naming_Service.Corbaname;
   use type Interfaces.Unsigned_32;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect (Text, Host : String; Port : Natural; Key, Name : String);
   procedure Expect_Error (Text : String; Minor : Minor_Code);

   procedure Expect (Text, Host : String; Port : Natural; Key, Name : String) is
      Got  : constant URL := Parse (Text);
      Way  : constant Profile := Nth (Got.Context, Count (Got.Context));
   begin
      Assert (Way.Host = Host, Text & " has host " & To_String (Way.Host));
      Assert (Way.Port = Port, Text & " has port" & Way.Port'Image);
      Assert (Way.Key = Key, Text & " has key " & To_String (Way.Key));
      Assert
        (Naming_Service.Names.Image (Got.Name) = Name,
         Text & " has name " & Naming_Service.Names.Image (Got.Name));
   end Expect;

   procedure Expect_Error (Text : String; Minor : Minor_Code) is
      procedure Read;

      procedure Read is
      begin
         Assert (Parse (Text).Named < 0, "accepted: " & Text);
      end Read;
   begin
      Expecting.System_Exception (Read'Access, Bad_Param, OMG_Set or Minor);
   end Expect_Error;

   procedure Test_Parse (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect
        ("corbaname::555xyz.com/dev/NContext1#a/b/c", "555xyz.com", 2_809, "dev/NContext1",
         "a/b/c");
      Expect
        ("corbaname:iiop:1.1@555xyz.com:2050,:1.2@333xyz.com:1/Key#x.y", "333xyz.com", 1,
         "Key", "x.y");
      Expect ("corbaname::host#a", "host", 2_809, "NameService", "a");
      Expect ("corbaname::host/#a", "host", 2_809, "NameService", "a");
      Expect ("CORBANAME::host:9", "host", 9, "NameService", "");
      Expect ("corbaname::host/k#", "host", 2_809, "k", "");
      Expect ("corbaname::host/k#a%20b/c%5c.d", "host", 2_809, "k", "a b/c\.d");
   end Test_Parse;

   procedure Test_Initial (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Assert (Is_Nil (Parse ("corbaname:rir:#a/local/obj").Context), "no address");
      Assert (Parse ("corbaname:rir:#a/local/obj").Named = 3, "three components");
      Assert (Parse ("corbaname:rir:/NameService#x").Named = 1, "the key may be given");
   end Test_Initial;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Error ("", 7);
      Expect_Error ("corbaname:", 7);
      Expect_Error ("corbaloc::h/k#a", 7);
      Expect_Error ("corbaname:#a", 8);
      Expect_Error ("corbaname:h#a", 8);
      Expect_Error ("corbaname::h:0#a", 8);
      Expect_Error ("corbaname:rir:/Other#a", 9);
      Expect_Error ("corbaname::h/%4#a", 9);
      Expect_Error ("corbaname::h#a%2", 10);
      Expect_Error ("corbaname::h#a%zz", 10);
      Expect_Error ("corbaname::h#a//b", 10);
      Expect_Error ("corbaname::h#a%00", 10);
   end Test_Malformed;

   procedure Test_Image (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      procedure No_Address;
      procedure Two_Hashes;

      procedure No_Address is
      begin
         Assert (Image ("", "a") = "", "unreachable");
      end No_Address;

      procedure Two_Hashes is
      begin
         Assert (Image (":h#b", "a") = "", "unreachable");
      end Two_Hashes;

   begin
      Assert
        (Image (":host:1/k", "a b/c\.d.e") = "corbaname::host:1/k#a%20b/c%5c.d.e",
         Image (":host:1/k", "a b/c\.d.e"));
      Assert (Image ("iiop:1.2@h", "") = "corbaname:iiop:1.2@h", "without a name");
      Expecting.System_Exception (No_Address'Access, Bad_Param, OMG_Set or 8);
      Expecting.System_Exception (Two_Hashes'Access, Bad_Param, OMG_Set or 8);
   end Test_Image;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Parse'Access, "parsed");
      Register_Routine (Item, Test_Initial'Access, "rir:");
      Register_Routine (Item, Test_Malformed'Access, "malformed");
      Register_Routine (Item, Test_Image'Access, "made");
   end Register_Tests;

end Corbaname_Tests;
