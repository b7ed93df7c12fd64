--  The few system calls that GNAT.Sockets does not offer without raising an
--  exception for each "try again". Linux numbers.

with Interfaces.C;

package Kit.Posix is

   use type Interfaces.C.int;

   subtype Descriptor is Interfaces.C.int;

   No_Descriptor : constant Descriptor := -1;

   type Events is new Interfaces.C.unsigned_short;

   Readable : constant Events := 16#01#;
   Writable : constant Events := 16#04#;
   Fault    : constant Events := 16#08#;
   Hung_Up  : constant Events := 16#10#;

   type Poll_Entry is record
      FD     : Descriptor := No_Descriptor;
      Wanted : Events     := 0;
      Got    : Events     := 0;
   end record
     with Convention => C;

   type Poll_Set is array (Positive range <>) of aliased Poll_Entry
     with Convention => C;

   --  Waits for one of the entries; a negative time-out waits for ever. An
   --  interrupted wait reports nothing.
   procedure Wait (Set : in out Poll_Set; Timeout_Ms : Integer);

   type Outcome is (Moved, Ended, Would_Block, Broken);

   procedure Receive
     (FD     : Descriptor;
      Buffer : out String;
      Count  : out Natural;
      Result : out Outcome);

   procedure Send
     (FD     : Descriptor;
      Data   : String;
      Count  : out Natural;
      Result : out Outcome);

   --  Writes all of Data, waiting where it must; what cannot be written is
   --  dropped.
   procedure Write_All (FD : Descriptor; Data : String);

   procedure Open_Pipe (Reading, Writing : out Descriptor);
   procedure Set_Non_Blocking (FD : Descriptor);
   procedure Close (FD : Descriptor);

   --  From now on SIGTERM and SIGINT write the byte 'T' to FD.
   procedure Report_Termination_To (FD : Descriptor);
   procedure Ignore_Broken_Pipes;

   --  From now on tasks share two heaps, so that what one has freed serves
   --  the others, and what is free goes back to the system.
   procedure Keep_Little_Memory;

   --  Ends the process at once: no task is waited for, nothing is finalised.
   procedure Exit_Now (Status : Natural)
     with No_Return;

   --  Bytes from the kernel's random source.
   procedure Fill_Random (Buffer : out String);

end Kit.Posix;
