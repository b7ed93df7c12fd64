with Ada.Exceptions;
with Ada.Strings.Fixed;
with AUnit.Assertions;
with Kit.HTTP;

package body Expecting.Refusals is

   --------------------
   -- Expect_Refusal --
   --------------------

   procedure Expect_Refusal (Action : not null access procedure; Status : String) is
   begin
      begin
         Action.all;
      exception
         when Error : Kit.HTTP.Refusal =>
            AUnit.Assertions.Assert
              (Ada.Exceptions.Exception_Message (Error) (1 .. 3) = Status,
               "refused with " & Ada.Exceptions.Exception_Message (Error));
            return;
      end;
      AUnit.Assertions.Assert (False, "not refused with " & Status);
   end Expect_Refusal;

   -------------------
   -- Expect_Reason --
   -------------------

   procedure Expect_Reason (Action : not null access procedure; Reason : String) is
   begin
      begin
         Action.all;
      exception
         when Error : Kit.HTTP.Refusal =>
            AUnit.Assertions.Assert
              (Ada.Strings.Fixed.Index (Ada.Exceptions.Exception_Message (Error), Reason) > 0,
               "refused with: " & Ada.Exceptions.Exception_Message (Error));
            return;
      end;
      AUnit.Assertions.Assert (False, "not refused with: " & Reason);
   end Expect_Reason;

end Expecting.Refusals;
