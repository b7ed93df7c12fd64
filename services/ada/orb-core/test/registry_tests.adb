with AUnit.Assertions;
with Corba.System_Exceptions;
with Expecting;
with Interfaces;
with Kit.JSON;
with Orb_Core.Registry;
with Orb_Core.Servants.Counter;

package body Registry_Tests is

   use AUnit.Assertions;
   use Orb_Core.Registry;
   use Orb_Core.Servants;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   procedure Test_Life (Item : in out Case_Of) is
      pragma Unreferenced (Item);

      Held : Hold;

      procedure Acquire_It;
      procedure Register_Again;
      procedure Unregister_It;

      procedure Acquire_It is
      begin
         Acquire ("r1", Held);
      end Acquire_It;

      procedure Register_Again is
         Second : Servant_Access := new Counter.Instance;
      begin
         Register ("r1", Second, Activate => True);
      exception
         when others =>
            Free (Second);
            raise;
      end Register_Again;

      procedure Unregister_It is
      begin
         Unregister ("r1");
      end Unregister_It;

   begin
      Expecting.System_Exception (Acquire_It'Access, Object_Not_Exist, OMG_Set or 2);
      Register ("r1", new Counter.Instance, Activate => False);
      Expecting.System_Exception (Register_Again'Access, Bad_Inv_Order, Polyorb_Set or 1);
      Expecting.System_Exception (Acquire_It'Access, Obj_Adapter, OMG_Set or 3);
      Set_Active ("r1", True);
      Acquire_It;
      Assert (Orb_Core.Registry.Servant (Held).Interface_Id = Counter.Id, "the servant");
      Assert (Interface_Of ("r1") = Counter.Id, "the interface");

      --  Unregistered while a request has it: the request ends in peace.
      Unregister_It;
      Assert (Orb_Core.Registry.Servant (Held).Interface_Id = Counter.Id, "the servant lives on");
      Release (Held);
      Expecting.System_Exception (Acquire_It'Access, Object_Not_Exist, OMG_Set or 2);
      Expecting.System_Exception (Unregister_It'Access, Object_Not_Exist, OMG_Set or 2);
   end Test_Life;

   procedure Test_Keys (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Sample : Servant_Access := new Counter.Instance;

      procedure Register_Empty;
      procedure Register_Long;

      procedure Register_Empty is
      begin
         Register ("", Sample, Activate => True);
      end Register_Empty;

      procedure Register_Long is
         Key : constant String (1 .. 257) := (others => 'k');
      begin
         Register (Key, Sample, Activate => True);
      end Register_Long;

   begin
      Expecting.System_Exception (Register_Empty'Access, Bad_Param, Polyorb_Set or 11);
      Expecting.System_Exception (Register_Long'Access, Bad_Param, Polyorb_Set or 11);
      Free (Sample);
   end Test_Keys;

   procedure Test_Pages (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Before : constant Natural := Count;

      function Key_At (Page : Kit.JSON.Value; Index : Positive) return String is
        (Kit.JSON.As_String (Kit.JSON.Get (Kit.JSON.Element (Page, Index), "key")));
   begin
      for Letter in Character range 'a' .. 'e' loop
         Register ("~" & Letter, new Counter.Instance, Activate => True);
      end loop;
      Assert (Count = Before + 5, "five more");
      Assert (Kit.JSON.Length (Images ("~", 3)) = 3, "a page of three");
      Assert (Key_At (Images ("~", 3), 1) = "~a", "in order");
      Assert (Key_At (Images ("~c", 3), 1) = "~d", "after the last of the page");
      Assert (Kit.JSON.Length (Images ("~c", 3)) = 2, "the rest");
      for Letter in Character range 'a' .. 'e' loop
         Unregister ("~" & Letter);
      end loop;
      Assert (Count = Before, "all gone");
   end Test_Pages;

   --  Two tasks want the same object: each has it alone.
   procedure Test_One_At_A_Time (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Inside   : Natural := 0 with Atomic;
      Most     : Natural := 0 with Atomic;
   begin
      Register ("turn", new Counter.Instance, Activate => True);
      declare
         task type User;

         task body User is
            Held : Hold;
         begin
            for Round in 1 .. 200 loop
               Acquire ("turn", Held);
               Inside := Inside + 1;
               Most   := Natural'Max (Most, Inside);
               --  Lets the others run while it is held.
               delay 0.0;
               Inside := Inside - 1;
               Release (Held);
            end loop;
         end User;

         Users : array (1 .. 4) of User;
         pragma Unreferenced (Users);
      begin
         null;
      end;
      Assert (Most = 1, "at most one at a time, not" & Most'Image);
      Assert
        (Kit.JSON.As_Integer (Kit.JSON.Get (Image ("turn"), "requests")) = 800, "all counted");
      Unregister ("turn");
   end Test_One_At_A_Time;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Life'Access, "an object's life");
      Register_Routine (Item, Test_Keys'Access, "keys");
      Register_Routine (Item, Test_Pages'Access, "pages");
      Register_Routine (Item, Test_One_At_A_Time'Access, "one request at a time");
   end Register_Tests;

end Registry_Tests;
