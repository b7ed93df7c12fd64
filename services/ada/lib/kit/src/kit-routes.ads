--  Which handler answers which method and path.

with Ada.Strings.Unbounded;
with Kit.HTTP;

package Kit.Routes is

   type Handler is not null access procedure
     (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  Inline handlers run in the server's loop and must not wait for anything;
   --  pooled ones run in a task of the pool.
   type Places is (Inline, Pooled);

   type Table is limited private;

   --  Pattern is a path whose parts in braces, such as {key}, match any one
   --  part. Label names the route in metrics and logs: the pattern.
   procedure Add
     (To      : in out Table;
      Method  : String;
      Pattern : String;
      Handler : Routes.Handler;
      Place   : Places := Pooled);

   type Outcomes is (Found, No_Path, No_Method);

   type Match (Outcome : Outcomes := No_Path) is record
      case Outcome is
         when Found =>
            Index : Positive;
         when No_Method =>
            Allowed : Ada.Strings.Unbounded.Unbounded_String;
         when No_Path =>
            null;
      end case;
   end record;

   --  Fills the request's parameters. HEAD finds what GET does.
   procedure Find
     (Within  : Table;
      Request : in out Kit.HTTP.Request;
      Result  : out Match);

   function Handler_Of (Within : Table; Index : Positive) return Handler;
   function Place_Of (Within : Table; Index : Positive) return Places;
   function Pattern_Of (Within : Table; Index : Positive) return String;

private

   Max_Routes : constant := 64;

   procedure Nothing (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is null;

   type Route is record
      Method  : Ada.Strings.Unbounded.Unbounded_String;
      Pattern : Ada.Strings.Unbounded.Unbounded_String;
      Answer  : Handler := Nothing'Access;
      Place   : Places  := Pooled;
   end record;

   type Route_List is array (1 .. Max_Routes) of Route;

   type Table is limited record
      Routes : Route_List;
      Count  : Natural := 0;
   end record;

end Kit.Routes;
