--  Who may do what: rules, of which one that denies wins over all that allow.
--  Written before requests are served, only read afterwards.

with Ada.Strings.Unbounded;
with Kit.JSON;

package Security_Service.Policies is

   use Ada.Strings.Unbounded;

   Max_Rules    : constant := 256;
   Max_Patterns : constant := 64;

   --  The text is no policy; the message says where.
   Unusable : exception;

   --  Guests may invoke and look, operators also activate and deactivate,
   --  admins everything.
   procedure Set_Built_In;

   --  {"rules": [{"name", "effect": "allow" or "deny", "roles", "operations",
   --  "resources"}]}: lists of patterns, in which a * at the end stands for
   --  any rest. Raises Unusable, and then nothing has changed.
   procedure Set (Text : String);

   type Decision is record
      Allowed : Boolean := False;

      --  The rule that decided, "" when none applies.
      Rule    : Unbounded_String;
      Reason  : Unbounded_String;
   end record;

   --  Roles is an array of strings.
   function Decided (Roles : Kit.JSON.Value; Operation, Resource : String) return Decision;

   --  The roles that rules name, each with its rules.
   function Image return Kit.JSON.Value;

   function Matches (Pattern, Text : String) return Boolean;

end Security_Service.Policies;
