--  Refusals of requests.

package Expecting.Refusals is

   --  Runs Action, which must raise Kit.HTTP.Refusal with that status.
   procedure Expect_Refusal (Action : not null access procedure; Status : String);

   --  Likewise, with Reason in its reason.
   procedure Expect_Reason (Action : not null access procedure; Reason : String);

end Expecting.Refusals;
