--  What the parser builds, and the operands of a constraint that take more
--  than one token.

with Notification_Service.Constraints.Tokens;

private package Notification_Service.Constraints.Operands is

   type Reader (Size : Natural) is limited record
      Scan  : Tokens.Scanner (Size);
      Built : Constraint;
      Depth : Natural := 0;
   end record;

   --  All raise Invalid_Constraint.
   function Add (Self : in out Reader; Item : Node) return Positive;
   procedure Expect (Self : in out Reader; Wanted : Tokens.Kinds);

   --  Each gives the node it has built.
   function Component_Of (Self : in out Reader) return Positive;
   function Signed_Number (Self : in out Reader) return Positive;

end Notification_Service.Constraints.Operands;
