--  JSON text to values, within limits.

package Kit.JSON.Parsing is

   type Limits is record
      Depth   : Positive := 64;

      --  Of one object. Names are compared one by one, so this bounds time.
      Members : Positive := 512;
      Items   : Positive := 100_000;
   end record;

   --  The message says line, column and what was expected.
   Syntax_Error : exception;

   --  Text is UTF-8. Raises Syntax_Error for anything that is not exactly one
   --  JSON value, for a member named twice and past a limit.
   function Parse (Text : String; Within : Limits := (others => <>)) return Value;

end Kit.JSON.Parsing;
