--  JSON log lines on standard output, one object a line.

package Kit.Logs is

   type Level is (Debug, Info, Warn, Error);

   procedure Configure (Service : String; Minimum : Level);

   --  "debug", "info", …; Info for anything else.
   function Level_Of (Name : String) return Level;

   --  More is what Field and Number return, concatenated.
   procedure Write
     (At_Level : Level;
      Message  : String;
      Trace    : String := "";
      More     : String := "");

   function Field (Name, Value : String) return String;
   function Number (Name : String; Value : Long_Long_Integer) return String;

   --  Raw is a JSON number already.
   function Raw (Name, Raw : String) return String;

end Kit.Logs;
