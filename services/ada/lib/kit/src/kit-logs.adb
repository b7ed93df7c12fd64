with Ada.Characters.Handling;
with Ada.Strings.Unbounded;
with Kit.Clock;
with Kit.JSON.Printing;
with Kit.Posix;

package body Kit.Logs is

   use Ada.Strings.Unbounded;

   Service_Name  : Unbounded_String;
   Lowest_Level  : Level := Info;

   Standard_Output : constant := 1;

   function Quoted (Text : String) return String renames Kit.JSON.Printing.Quoted;

   ---------------
   -- Configure --
   ---------------

   procedure Configure (Service : String; Minimum : Level) is
   begin
      Service_Name := To_Unbounded_String (Service);
      Lowest_Level := Minimum;
   end Configure;

   --------------
   -- Level_Of --
   --------------

   function Level_Of (Name : String) return Level is
      Lower : constant String := Ada.Characters.Handling.To_Lower (Name);
   begin
      return (if Lower = "debug" then Debug
              elsif Lower in "warn" | "warning" then Warn
              elsif Lower = "error" then Error
              else Info);
   end Level_Of;

   -----------
   -- Write --
   -----------

   procedure Write
     (At_Level : Level;
      Message  : String;
      Trace    : String := "";
      More     : String := "") is
   begin
      if At_Level < Lowest_Level then
         return;
      end if;
      --  One write: lines of different tasks never mix.
      Kit.Posix.Write_All
        (Standard_Output,
         "{""ts"":""" & Kit.Clock.Timestamp & """,""level"":"""
         & Ada.Characters.Handling.To_Lower (At_Level'Image)
         & """,""msg"":" & Quoted (Message)
         & ",""service"":" & Quoted (To_String (Service_Name))
         & (if Trace = "" then "" else ",""traceId"":" & Quoted (Trace))
         & More & '}' & ASCII.LF);
   end Write;

   function Field (Name, Value : String) return String is
     (',' & Quoted (Name) & ':' & Quoted (Value));

   ------------
   -- Number --
   ------------

   function Number (Name : String; Value : Long_Long_Integer) return String is
      Image : constant String := Value'Image;
   begin
      return ',' & Quoted (Name) & ':'
        & (if Value < 0 then Image else Image (Image'First + 1 .. Image'Last));
   end Number;

   function Raw (Name, Raw : String) return String is
     (',' & Quoted (Name) & ':' & Raw);

end Kit.Logs;
