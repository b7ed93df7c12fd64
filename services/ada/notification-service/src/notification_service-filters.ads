--  Which events a subscriber wants: types of events, and a constraint.

with Ada.Strings.Unbounded;
with Kit.JSON;
with Notification_Service.Constraints;
with Notification_Service.Events;

private with Ada.Containers.Vectors;

package Notification_Service.Filters is

   Max_Types : constant := 16;

   type Filter is private;

   --  Of {"types"?: [{"domain", "type"}], "constraint"?: text}, or of null: all
   --  events. A name is taken as it is; one that is empty, "*" or "%ALL" stands
   --  for any, one that ends with * for any with that beginning. Raises
   --  Kit.HTTP.Refusal (400), and Constraints.Invalid_Constraint.
   function Decode (Given : Kit.JSON.Value) return Filter;

   function Wants (Self : Filter; Item : Events.Event) return Boolean;

   function Image (Self : Filter) return Kit.JSON.Value;

private

   type Event_Type is record
      Domain : Ada.Strings.Unbounded.Unbounded_String;
      Name   : Ada.Strings.Unbounded.Unbounded_String;
   end record;

   package Type_Vectors is new Ada.Containers.Vectors (Positive, Event_Type);

   type Filter is record
      Types : Type_Vectors.Vector;
      Text  : Ada.Strings.Unbounded.Unbounded_String;
      Rule  : Constraints.Constraint;
   end record;

end Notification_Service.Filters;
