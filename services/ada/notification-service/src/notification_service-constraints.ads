--  Filters as text: a subset of the Extended Trader Constraint Language of
--  the Notification Service (formal/04-10-11, 2.4).

with Kit.JSON;

private with Ada.Containers.Vectors;
private with Ada.Strings.Unbounded;

package Notification_Service.Constraints is

   Max_Length : constant := 1_024;
   Max_Depth  : constant := 32;
   Max_Nodes  : constant := 256;

   --  The message says what is wrong and at which character.
   Invalid_Constraint : exception;

   type Constraint is private;

   --  An empty text is always true. Raises Invalid_Constraint.
   function Parse (Text : String) return Constraint;

   --  View is an event under the names of the specification: header,
   --  filterable_data, remainder_of_body. What cannot be evaluated, because a
   --  component is missing or of another type, is false as a whole.
   function Matches (Item : Constraint; View : Kit.JSON.Value) return Boolean;

private

   type Operators is
     (Either, Both, Equal, Unequal, Less, At_Most, Greater, At_Least, Within, Part_Of,
      Plus, Minus, Times, Over);

   subtype Comparisons is Operators range Equal .. At_Least;
   subtype Arithmetic is Operators range Plus .. Over;

   --  First_Operand .. Second_Operand of a component are its steps; all other
   --  operands are nodes.
   type Node_Kinds is (Literal, Component, Existence, Negation, Operation);

   type Node is record
      Kind     : Node_Kinds := Literal;
      Operator : Operators  := Both;
      Value    : Kit.JSON.Value;
      First    : Natural := 0;
      Second   : Natural := 0;
   end record;

   --  $name is Named: it is looked for in several places.
   type Step_Kinds is (Named, Member, Item, Size);

   type Step is record
      Kind  : Step_Kinds := Member;
      Name  : Ada.Strings.Unbounded.Unbounded_String;
      Index : Natural := 0;
   end record;

   package Node_Vectors is new Ada.Containers.Vectors (Positive, Node);
   package Step_Vectors is new Ada.Containers.Vectors (Positive, Step);

   --  Root is 0 for the empty text.
   type Constraint is record
      Nodes : Node_Vectors.Vector;
      Steps : Step_Vectors.Vector;
      Root  : Natural := 0;
   end record;

end Notification_Service.Constraints;
