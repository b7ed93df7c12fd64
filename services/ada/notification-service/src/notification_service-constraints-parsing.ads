--  Text to constraint, by recursive descent.

private package Notification_Service.Constraints.Parsing is

   function Parse (Text : String) return Constraint;

end Notification_Service.Constraints.Parsing;
