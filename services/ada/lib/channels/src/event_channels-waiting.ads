--  Requests that wait for an event keep a task of the pool busy; so only some
--  of them may do so at once.

package Event_Channels.Waiting is

   Max_Wait_Ms : constant := 2_000;

   --  A quarter of the tasks that the pool may have, at least one.
   procedure Configure (Max_Workers : Positive);

   function Limit return Positive;

   --  Leave follows only where Is_Allowed.
   procedure Enter (Is_Allowed : out Boolean);
   procedure Leave;

end Event_Channels.Waiting;
