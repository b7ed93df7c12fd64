with GNAT.OS_Lib;
with System;

package body Kit.Posix is

   use type Interfaces.C.long;

   subtype Int is Interfaces.C.int;
   subtype Size is Interfaces.C.size_t;
   subtype Signed_Size is Interfaces.C.long;

   EINTR  : constant := 4;
   EAGAIN : constant := 11;

   SIGINT  : constant := 2;
   SIGPIPE : constant := 13;
   SIGTERM : constant := 15;

   F_SETFL    : constant := 4;
   F_SETFD    : constant := 2;
   FD_CLOEXEC : constant := 1;
   O_NONBLOCK : constant := 8#4000#;

   type Pair is array (1 .. 2) of aliased Int with Convention => C;

   function C_Poll
     (Set : System.Address; Count : Interfaces.C.unsigned_long; Timeout : Int) return Int
     with Import, Convention => C, External_Name => "poll";

   function C_Read (FD : Int; Buffer : System.Address; Count : Size) return Signed_Size
     with Import, Convention => C, External_Name => "read";

   function C_Write (FD : Int; Buffer : System.Address; Count : Size) return Signed_Size
     with Import, Convention => C, External_Name => "write";

   function C_Pipe (Ends : System.Address) return Int
     with Import, Convention => C, External_Name => "pipe";

   function C_Fcntl (FD : Int; Command : Int; Argument : Int) return Int
     with Import, Convention => C_Variadic_2, External_Name => "fcntl";

   function C_Close (FD : Int) return Int
     with Import, Convention => C, External_Name => "close";

   function C_Signal (Number : Int; Handler : System.Address) return System.Address
     with Import, Convention => C, External_Name => "signal";

   function C_Mallopt (Parameter, Value : Int) return Int
     with Import, Convention => C, External_Name => "mallopt";

   procedure C_Exit (Status : Int)
     with Import, Convention => C, External_Name => "_exit", No_Return;

   function C_Getrandom
     (Buffer : System.Address; Count : Size; Flags : Interfaces.C.unsigned) return Signed_Size
     with Import, Convention => C, External_Name => "getrandom";

   Termination_FD : Descriptor := No_Descriptor with Atomic;

   procedure On_Termination (Number : Int) with Convention => C;

   --------------------
   -- On_Termination --
   --------------------

   procedure On_Termination (Number : Int) is
      pragma Unreferenced (Number);
      Mark    : constant Character := 'T';
      Ignored : Signed_Size;
      pragma Unreferenced (Ignored);
   begin
      Ignored := C_Write (Termination_FD, Mark'Address, 1);
   end On_Termination;

   ----------
   -- Wait --
   ----------

   procedure Wait (Set : in out Poll_Set; Timeout_Ms : Integer) is
   begin
      if C_Poll (Set'Address, Set'Length, Int (Timeout_Ms)) < 0 then
         for Item of Set loop
            Item.Got := 0;
         end loop;
      end if;
   end Wait;

   -------------
   -- Receive --
   -------------

   procedure Receive
     (FD     : Descriptor;
      Buffer : out String;
      Count  : out Natural;
      Result : out Outcome)
   is
      Got : Signed_Size;
   begin
      loop
         Got := C_Read (FD, Buffer'Address, Buffer'Length);
         exit when Got >= 0 or else GNAT.OS_Lib.Errno /= EINTR;
      end loop;
      Count := (if Got > 0 then Natural (Got) else 0);
      Result :=
        (if Got > 0 then Moved
         elsif Got = 0 then Ended
         elsif GNAT.OS_Lib.Errno = EAGAIN then Would_Block
         else Broken);
   end Receive;

   ----------
   -- Send --
   ----------

   procedure Send
     (FD     : Descriptor;
      Data   : String;
      Count  : out Natural;
      Result : out Outcome)
   is
      Put : Signed_Size;
   begin
      loop
         Put := C_Write (FD, Data'Address, Data'Length);
         exit when Put >= 0 or else GNAT.OS_Lib.Errno /= EINTR;
      end loop;
      Count := (if Put > 0 then Natural (Put) else 0);
      Result :=
        (if Put >= 0 then Moved
         elsif GNAT.OS_Lib.Errno = EAGAIN then Would_Block
         else Broken);
   end Send;

   ---------------
   -- Write_All --
   ---------------

   procedure Write_All (FD : Descriptor; Data : String) is
      First  : Positive := Data'First;
      Count  : Natural;
      Result : Outcome;
      Room   : Poll_Set (1 .. 1);
   begin
      while First <= Data'Last loop
         Send (FD, Data (First .. Data'Last), Count, Result);
         case Result is
            when Moved =>
               First := First + Count;
            when Would_Block =>
               Room (1) := (FD => FD, Wanted => Writable, Got => 0);
               Wait (Room, 1_000);
               exit when Room (1).Got = 0;
            when Ended | Broken =>
               exit;
         end case;
      end loop;
   end Write_All;

   ---------------
   -- Open_Pipe --
   ---------------

   procedure Open_Pipe (Reading, Writing : out Descriptor) is
      Ends    : Pair;
      Ignored : Int;
      pragma Unreferenced (Ignored);
   begin
      if C_Pipe (Ends'Address) /= 0 then
         raise Program_Error with "pipe: no file descriptor left";
      end if;
      Reading := Ends (1);
      Writing := Ends (2);
      for FD of Ends loop
         Ignored := C_Fcntl (FD, F_SETFD, FD_CLOEXEC);
         Set_Non_Blocking (FD);
      end loop;
   end Open_Pipe;

   ----------------------
   -- Set_Non_Blocking --
   ----------------------

   procedure Set_Non_Blocking (FD : Descriptor) is
      Ignored : constant Int := C_Fcntl (FD, F_SETFL, O_NONBLOCK);
      pragma Unreferenced (Ignored);
   begin
      null;
   end Set_Non_Blocking;

   -----------
   -- Close --
   -----------

   procedure Close (FD : Descriptor) is
      Ignored : constant Int := C_Close (FD);
      pragma Unreferenced (Ignored);
   begin
      null;
   end Close;

   ---------------------------
   -- Report_Termination_To --
   ---------------------------

   procedure Report_Termination_To (FD : Descriptor) is
      Ignored : System.Address;
      pragma Unreferenced (Ignored);
   begin
      Termination_FD := FD;
      Ignored := C_Signal (SIGTERM, On_Termination'Address);
      Ignored := C_Signal (SIGINT, On_Termination'Address);
   end Report_Termination_To;

   -------------------------
   -- Ignore_Broken_Pipes --
   -------------------------

   procedure Ignore_Broken_Pipes is
      --  SIG_IGN is the address 1.
      Ignore  : constant Long_Long_Integer := 1;
      Handler : System.Address with Import, Address => Ignore'Address;
      Ignored : constant System.Address := C_Signal (SIGPIPE, Handler);
      pragma Unreferenced (Ignored);
   begin
      null;
   end Ignore_Broken_Pipes;

   ------------------------
   -- Keep_Little_Memory --
   ------------------------

   procedure Keep_Little_Memory is
      M_TRIM_THRESHOLD : constant := -1;
      M_ARENA_MAX      : constant := -8;
      Ignored          : Int;
   begin
      Ignored := C_Mallopt (M_ARENA_MAX, 2);
      Ignored := C_Mallopt (M_TRIM_THRESHOLD, 4 * 1_024 * 1_024);
   end Keep_Little_Memory;

   --------------
   -- Exit_Now --
   --------------

   procedure Exit_Now (Status : Natural) is
   begin
      C_Exit (Int (Status));
   end Exit_Now;

   -----------------
   -- Fill_Random --
   -----------------

   procedure Fill_Random (Buffer : out String) is
      Got : constant Signed_Size := C_Getrandom (Buffer'Address, Buffer'Length, 0);
   begin
      if Got /= Buffer'Length then
         raise Program_Error with "getrandom: no random bytes";
      end if;
   end Fill_Random;

end Kit.Posix;
