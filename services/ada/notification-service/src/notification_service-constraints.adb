with Notification_Service.Constraints.Evaluating;
with Notification_Service.Constraints.Parsing;

package body Notification_Service.Constraints is

   function Parse (Text : String) return Constraint is (Parsing.Parse (Text));

   function Matches (Item : Constraint; View : Kit.JSON.Value) return Boolean is
     (Item.Root = 0 or else Evaluating.Is_True (Item, View));

end Notification_Service.Constraints;
