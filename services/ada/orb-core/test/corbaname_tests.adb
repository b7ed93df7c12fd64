with AUnit.Assertions;
with Corba.System_Exceptions;
with Expecting;
with Interfaces;
with Orb_Core.Corbaname;

package body Corbaname_Tests is

   use AUnit.Assertions;
   use Corba.System_Exceptions;
   use Orb_Core.Corbaname;
   use type Interfaces.Unsigned_32;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Expect (Text, Name : String);
   procedure Expect_Error (Text : String; Kind : Kinds; Minor : Minor_Code);

   procedure Expect (Text, Name : String) is
   begin
      Assert (Name_In (Text) = Name, Text & " names " & Name_In (Text));
   end Expect;

   procedure Expect_Error (Text : String; Kind : Kinds; Minor : Minor_Code) is
      procedure Read;

      procedure Read is
      begin
         Assert (False, Text & " names " & Name_In (Text));
      end Read;
   begin
      Expecting.System_Exception (Read'Access, Kind, Minor);
   end Expect_Error;

   procedure Test_Names (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect ("corbaname:rir:#polyorb/echo", "polyorb/echo");
      Expect ("corbaname:rir:/NameService#a", "a");
      Expect ("CORBANAME::naming-service:50063#polyorb/echo", "polyorb/echo");
      Expect ("corbaname::1.2@naming-service/NameService#a.b/c", "a.b/c");
      Expect ("corbaname:iiop:other:1,:naming-service:2/#a%20b%5c.c", "a b\.c");
   end Test_Names;

   procedure Test_Malformed (Item : in out Case_Of) is
      pragma Unreferenced (Item);
   begin
      Expect_Error ("corbaname:rir:", Bad_Param, OMG_Set or 10);
      Expect_Error ("corbaname:rir:#", Bad_Param, OMG_Set or 10);
      Expect_Error ("corbaname:rir:#a%4", Bad_Param, OMG_Set or 10);
      Expect_Error ("corbaname:rir:#a%00", Bad_Param, OMG_Set or 10);
      Expect_Error ("corbaname:#a", Bad_Param, OMG_Set or 8);
      Expect_Error ("corbaname::naming-service:99999#a", Bad_Param, OMG_Set or 8);
      Expect_Error ("corbaname::elsewhere:50063#a", No_Permission, Polyorb_Set or 4);
      Expect_Error
        ("corbaname:rir:#" & (1 .. 9_000 => 'a'), Imp_Limit, Polyorb_Set or 2);
   end Test_Malformed;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Names'Access, "names");
      Register_Routine (Item, Test_Malformed'Access, "malformed");
   end Register_Tests;

end Corbaname_Tests;
