with Ada.Characters.Latin_1;
with Ada.Strings.Fixed;
with Ada.Strings.Maps;
with GNAT.OS_Lib;
with Interfaces.C;
with System;

package body Security_Service.Files is

   use Interfaces;
   use type GNAT.OS_Lib.File_Descriptor;
   use type Interfaces.C.int;

   --  Linux's struct statx, the same on every processor.
   type Status is record
      Head    : Unsigned_64 := 0;
      Traits  : Unsigned_64 := 0;
      Links   : Unsigned_32 := 0;
      User    : Unsigned_32 := 0;
      Group   : Unsigned_32 := 0;
      Mode    : Unsigned_16 := 0;
      Unused  : Unsigned_16 := 0;
      Inode   : Unsigned_64 := 0;
      Size    : Unsigned_64 := 0;
      Blocks  : Unsigned_64 := 0;
      Mask    : Unsigned_64 := 0;
      Read    : String (1 .. 16);
      Born    : String (1 .. 16);
      Changed : String (1 .. 16);
      Seconds : Unsigned_64 := 0;
      Nanos   : Unsigned_32 := 0;
      Rest    : String (1 .. 132);
   end record
     with Convention => C;

   AT_FDCWD      : constant := -100;
   AT_EMPTY_PATH : constant := 16#1000#;
   Basic_Stats   : constant := 16#7FF#;

   function C_Statx
     (Folder : C.int; Path : System.Address; Flags : C.int; Mask : C.unsigned;
      Result : System.Address) return C.int
     with Import, Convention => C, External_Name => "statx";

   function Read_All (Path : String; Is_Secret : Boolean) return Unbounded_String;

   --------------
   -- Stamp_Of --
   --------------

   function Stamp_Of (Path : String) return Stamp is
      Name   : constant String := Path & ASCII.NUL;
      Result : Status;
   begin
      if C_Statx (AT_FDCWD, Name'Address, 0, Basic_Stats, Result'Address) /= 0 then
         return (others => <>);
      end if;
      return (Result.Inode, Result.Size, Result.Seconds, Result.Nanos);
   end Stamp_Of;

   --------------
   -- Read_All --
   --------------

   function Read_All (Path : String; Is_Secret : Boolean) return Unbounded_String is
      Empty  : constant String := "" & ASCII.NUL;
      File   : constant GNAT.OS_Lib.File_Descriptor :=
        GNAT.OS_Lib.Open_Read (Path, GNAT.OS_Lib.Binary);
      Buffer : String (1 .. Max_Bytes + 1);
      Found  : Status;
      Last   : Natural := 0;
      Count  : Integer;
   begin
      if File = GNAT.OS_Lib.Invalid_FD then
         raise Unusable with Path & " cannot be read";
      end if;
      --  Of what was opened, whatever stands at the path by now.
      if C_Statx (C.int (File), Empty'Address, AT_EMPTY_PATH, Basic_Stats, Found'Address) /= 0
        or else (Is_Secret and then (Found.Mode and 8#027#) /= 0)
      then
         GNAT.OS_Lib.Close (File);
         raise Unusable
           with Path & " may be read or written by others; its mode must be 0600 or 0400";
      end if;
      loop
         Count := GNAT.OS_Lib.Read (File, Buffer (Last + 1)'Address, Buffer'Last - Last);
         exit when Count <= 0;
         Last := Last + Count;
         exit when Last = Buffer'Last;
      end loop;
      GNAT.OS_Lib.Close (File);
      if Count < 0 then
         raise Unusable with Path & " cannot be read";
      elsif Last > Max_Bytes then
         raise Unusable with Path & " has more than 65536 bytes";
      end if;
      return To_Unbounded_String (Buffer (1 .. Last));
   end Read_All;

   function Content (Path : String) return Unbounded_String is
     (Read_All (Path, Is_Secret => False));

   function Secret_Content (Path : String) return Unbounded_String is
     (Read_All (Path, Is_Secret => True));

   -------------------
   -- For_Each_Line --
   -------------------

   procedure For_Each_Line
     (Text : String; Visit : not null access procedure (Line : String))
   is
      Blanks : constant Ada.Strings.Maps.Character_Set :=
        Ada.Strings.Maps.To_Set (' ' & Ada.Characters.Latin_1.HT & Ada.Characters.Latin_1.CR);
      First  : Positive := Text'First;
   begin
      for Index in Text'First .. Text'Last + 1 loop
         if Index > Text'Last or else Text (Index) = Ada.Characters.Latin_1.LF then
            declare
               Line : constant String :=
                 Ada.Strings.Fixed.Trim (Text (First .. Index - 1), Blanks, Blanks);
            begin
               if Line /= "" and then Line (Line'First) /= '#' then
                  Visit (Line);
               end if;
            end;
            First := Index + 1;
         end if;
      end loop;
   end For_Each_Line;

end Security_Service.Files;
