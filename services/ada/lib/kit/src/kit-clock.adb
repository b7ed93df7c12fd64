with Interfaces.C;
with System;

package body Kit.Clock is

   use type Interfaces.C.int;

   type Timespec is record
      Seconds : Interfaces.C.long := 0;
      Nanos   : Interfaces.C.long := 0;
   end record
     with Convention => C;

   function C_Clock_Gettime
     (Which : Interfaces.C.int; Time : System.Address) return Interfaces.C.int
     with Import, Convention => C, External_Name => "clock_gettime";

   CLOCK_REALTIME           : constant := 0;
   CLOCK_MONOTONIC          : constant := 1;
   CLOCK_PROCESS_CPUTIME_ID : constant := 2;

   function Read (Which : Interfaces.C.int) return Nanoseconds;

   --  The decimal digits of Value, filled up with zeros.
   function Padded (Value : Nanoseconds; Width : Positive) return String;

   ----------
   -- Read --
   ----------

   function Read (Which : Interfaces.C.int) return Nanoseconds is
      Time : aliased Timespec;
   begin
      if C_Clock_Gettime (Which, Time'Address) /= 0 then
         return 0;
      end if;
      return Nanoseconds (Time.Seconds) * Ns_Per_S + Nanoseconds (Time.Nanos);
   end Read;

   function Monotonic return Nanoseconds is (Read (CLOCK_MONOTONIC));

   function Wall return Nanoseconds is (Read (CLOCK_REALTIME));

   function Process_CPU return Nanoseconds is (Read (CLOCK_PROCESS_CPUTIME_ID));

   ------------
   -- Padded --
   ------------

   function Padded (Value : Nanoseconds; Width : Positive) return String is
      Rest   : Nanoseconds := Value;
      Result : String (1 .. Width);
   begin
      for Place of reverse Result loop
         Place := Character'Val (Character'Pos ('0') + Integer (Rest mod 10));
         Rest := Rest / 10;
      end loop;
      return Result;
   end Padded;

   ---------------
   -- Timestamp --
   ---------------

   function Timestamp (At_Time : Nanoseconds) return String is
      Seconds : constant Nanoseconds := At_Time / Ns_Per_S;
      In_Day  : constant Nanoseconds := Seconds mod 86_400;

      --  Civil date from a day count, with years that start in March, so
      --  that the leap day is the last of its year.
      Days      : constant Nanoseconds := Seconds / 86_400 + 719_468;
      Era       : constant Nanoseconds := Days / 146_097;
      Of_Era    : constant Nanoseconds := Days mod 146_097;
      Year_Era  : constant Nanoseconds :=
        (Of_Era - Of_Era / 1_460 + Of_Era / 36_524 - Of_Era / 146_096) / 365;
      Of_Year   : constant Nanoseconds :=
        Of_Era - (365 * Year_Era + Year_Era / 4 - Year_Era / 100);
      March_Num : constant Nanoseconds := (5 * Of_Year + 2) / 153;
      Day       : constant Nanoseconds := Of_Year - (153 * March_Num + 2) / 5 + 1;
      Month     : constant Nanoseconds :=
        (if March_Num < 10 then March_Num + 3 else March_Num - 9);
      Year      : constant Nanoseconds :=
        Year_Era + Era * 400 + (if Month <= 2 then 1 else 0);
   begin
      return Padded (Year, 4) & '-' & Padded (Month, 2) & '-' & Padded (Day, 2)
        & 'T' & Padded (In_Day / 3_600, 2)
        & ':' & Padded (In_Day / 60 mod 60, 2)
        & ':' & Padded (In_Day mod 60, 2)
        & '.' & Padded (At_Time / Ns_Per_Ms mod 1_000, 3) & 'Z';
   end Timestamp;

   -------------------
   -- Seconds_Image --
   -------------------

   function Seconds_Image (Span : Nanoseconds; Digits_After : Natural := 6) return String is
      Whole    : constant String := Nanoseconds'Image (Span / Ns_Per_S);
      Fraction : constant String := Padded (Span mod Ns_Per_S, 9);
   begin
      return Whole (Whole'First + 1 .. Whole'Last)
        & (if Digits_After = 0 then ""
           else '.' & Fraction (1 .. Natural'Min (Digits_After, 9)));
   end Seconds_Image;

end Kit.Clock;
