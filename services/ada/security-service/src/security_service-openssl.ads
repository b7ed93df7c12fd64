--  A thin binding to libssl, which is loaded when Load is called: a process
--  without TLS neither needs the library nor pays for it.

with Interfaces.C;
with System;

package Security_Service.OpenSSL is

   subtype Int is Interfaces.C.int;
   subtype Handle is System.Address;

   --  The library is not there or lacks a function; the message says which.
   Missing : exception;

   --  Raises Missing. Called once, before all else here.
   procedure Load;

   --  A server's settings with one certificate: TLS 1.2 and up, no
   --  renegotiation. Raises Unusable with a reason.
   Unusable : exception;

   function New_Context (Certificate_File, Key_File : String) return Handle;
   procedure Free_Context (Item : Handle);

   function New_Connection (Context : Handle; FD : Int) return Handle;
   procedure Free_Connection (Item : Handle);

   type Results is (Moved, Wants_To_Read, Wants_To_Write, Ended, Broken);

   --  None of them waits.
   function Accept_Peer (Item : Handle) return Results;
   procedure Read
     (Item : Handle; Buffer : out String; Count : out Natural; Result : out Results);
   procedure Write
     (Item : Handle; Data : String; Count : out Natural; Result : out Results);

   --  Tells the peer that nothing follows.
   procedure Say_End (Item : Handle);

   --  Why the last call failed, in the words of the library.
   function Last_Reason return String;

end Security_Service.OpenSSL;
