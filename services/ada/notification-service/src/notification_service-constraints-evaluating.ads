--  Whether a constraint holds for an event.

private package Notification_Service.Constraints.Evaluating is

   --  Item is not empty.
   function Is_True (Item : Constraint; View : Kit.JSON.Value) return Boolean;

end Notification_Service.Constraints.Evaluating;
