with Ada.Exceptions;
with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Interfaces;

package body Expecting is

   use AUnit.Assertions;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;

   procedure System_Exception
     (Action : not null access procedure;
      Kind   : Kinds;
      Minor  : Minor_Code) is
   begin
      begin
         Action.all;
      exception
         when Error : Raised =>
            declare
               Got : constant Occurrence := Caught (Error);
            begin
               Assert
                 (Got.Kind = Kind and then Got.Minor = Minor,
                  "expected " & Kind'Image & Minor'Image & ", found "
                  & Ada.Exceptions.Exception_Message (Error));
               Assert (Ada.Strings.Unbounded.Length (Got.Reason) > 0, "a reason is given");
               return;
            end;
      end;
      Assert (False, "expected " & Kind'Image & Minor'Image & ", nothing was raised");
   end System_Exception;

end Expecting;
