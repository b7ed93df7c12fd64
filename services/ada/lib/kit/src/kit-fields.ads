--  A small ordered list of names and values: headers, query, path parameters.
--  Held as one string, so that copying a request copies little.

private with Ada.Strings.Unbounded;

package Kit.Fields is

   type List is private;

   --  Neither part may hold a line feed; Name may not hold a colon.
   procedure Add (To : in out List; Name, Value : String);

   --  The first value; names are compared as they are.
   function Value (From : List; Name : String; Default : String := "") return String;

   function Count (From : List; Name : String) return Natural;
   function Has (From : List; Name : String) return Boolean is (Count (From, Name) > 0);

   --  "Name: value" and CR LF for each, ready for the wire.
   function Lines (From : List) return String;

private

   type List is record
      Text : Ada.Strings.Unbounded.Unbounded_String;
   end record;

end Kit.Fields;
