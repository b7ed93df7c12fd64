--  Refusals of requests.

package Expecting.Refusals is

   --  Runs Action, which must raise Kit.HTTP.Refusal with that status.
   procedure Expect_Refusal (Action : not null access procedure; Status : String);

end Expecting.Refusals;
