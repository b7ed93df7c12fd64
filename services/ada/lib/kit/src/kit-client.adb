with Ada.Exceptions;
with Ada.Strings.Fixed;
with GNAT.Sockets;
with Kit.Clock;
with Kit.HTTP.Parser;
with Kit.Posix;

package body Kit.Client is

   use GNAT.Sockets;

   Timed_Out : exception;
   Lost      : exception;

   CRLF : constant String := ASCII.CR & ASCII.LF;

   function Plain (Number : Natural) return String is
     (Ada.Strings.Fixed.Trim (Number'Image, Ada.Strings.Left));

   function Left_Ms (Deadline : Kit.Clock.Nanoseconds) return Natural;

   procedure Connect
     (Socket : Socket_Type; To : Address; Deadline : Kit.Clock.Nanoseconds);

   procedure Exchange
     (Socket   : Socket_Type;
      Text     : String;
      Deadline : Kit.Clock.Nanoseconds;
      Result   : in out Answer);

   ---------------
   -- Parse_URL --
   ---------------

   function Parse_URL (URL : String) return Address is
      Scheme : constant String := "http://";
      Last   : constant Natural :=
        (if URL'Length > 0 and then URL (URL'Last) = '/' then URL'Last - 1 else URL'Last);
      First  : constant Positive := URL'First + Scheme'Length;
      Colon  : Natural;
   begin
      if Last < First or else URL (URL'First .. First - 1) /= Scheme
        or else Ada.Strings.Fixed.Index (URL (First .. Last), "/") > 0
      then
         raise Constraint_Error with "expected http://host:port, found " & URL;
      end if;
      Colon := Ada.Strings.Fixed.Index (URL (First .. Last), ":");
      if Colon = 0 then
         return (To_Unbounded_String (URL (First .. Last)), 80);
      elsif Colon = First
        or else Last - Colon not in 1 .. 5
        or else (for some Item of URL (Colon + 1 .. Last) => Item not in '0' .. '9')
      then
         raise Constraint_Error with "expected http://host:port, found " & URL;
      end if;
      return (To_Unbounded_String (URL (First .. Colon - 1)),
              Positive'Value (URL (Colon + 1 .. Last)));
   end Parse_URL;

   -------------
   -- Left_Ms --
   -------------

   function Left_Ms (Deadline : Kit.Clock.Nanoseconds) return Natural is
      Left : constant Kit.Clock.Nanoseconds :=
        (Deadline - Kit.Clock.Monotonic) / Kit.Clock.Ns_Per_Ms;
   begin
      if Left <= 0 then
         raise Timed_Out;
      end if;
      return Natural (Left);
   end Left_Ms;

   -------------
   -- Connect --
   -------------

   procedure Connect
     (Socket : Socket_Type; To : Address; Deadline : Kit.Clock.Nanoseconds)
   is
      Peer   : Sock_Addr_Type;
      Status : Selector_Status;
   begin
      if Is_IPv4_Address (To_String (To.Host)) then
         Peer := (Family_Inet, Inet_Addr (To_String (To.Host)), Port_Type (To.Port));
      else
         declare
            Found : constant Address_Info_Array := Get_Address_Info
              (Host    => To_String (To.Host),
               Service => Plain (To.Port),
               Family  => Family_Inet,
               Mode    => Socket_Stream);
         begin
            if Found'Length = 0 then
               raise Lost with "the name " & To_String (To.Host) & " is not known";
            end if;
            Peer := Found (Found'First).Addr;
         end;
      end if;
      Connect_Socket
        (Socket, Peer, Timeout => Duration (Left_Ms (Deadline)) / 1_000, Status => Status);
      if Status /= Completed then
         raise Timed_Out;
      end if;
   end Connect;

   --------------
   -- Exchange --
   --------------

   procedure Exchange
     (Socket   : Socket_Type;
      Text     : String;
      Deadline : Kit.Clock.Nanoseconds;
      Result   : in out Answer)
   is
      use all type Kit.HTTP.Parser.Phases;
      use all type Kit.Posix.Outcome;

      FD     : constant Kit.Posix.Descriptor := Kit.Posix.Descriptor (To_C (Socket));
      Parser : Kit.HTTP.Parser.Instance (Kit.HTTP.Parser.Responses);
      Buffer : String (1 .. 16_384);
      Count  : Natural;
      Used   : Natural;
      First  : Positive := Text'First;
      Now    : Kit.Posix.Outcome;

      procedure Wait_For (Wanted : Kit.Posix.Events);

      procedure Wait_For (Wanted : Kit.Posix.Events) is
         One : Kit.Posix.Poll_Set (1 .. 1) := (1 => (FD, Wanted, 0));
      begin
         Kit.Posix.Wait (One, Left_Ms (Deadline));
      end Wait_For;

   begin
      Kit.Posix.Set_Non_Blocking (FD);
      while First <= Text'Last loop
         Kit.Posix.Send (FD, Text (First .. Text'Last), Count, Now);
         Result.Sent := Result.Sent or else Now = Moved;
         case Now is
            when Moved          => First := First + Count;
            when Would_Block    => Wait_For (Kit.Posix.Writable);
            when Ended | Broken => raise Lost with "the connection broke";
         end case;
      end loop;
      loop
         Kit.Posix.Receive (FD, Buffer, Count, Now);
         case Now is
            when Moved =>
               Kit.HTTP.Parser.Feed (Parser, Buffer (1 .. Count), Used);
            when Would_Block =>
               Wait_For (Kit.Posix.Readable);
            when Ended =>
               Kit.HTTP.Parser.Finish (Parser);
            when Broken =>
               raise Lost with "the connection broke";
         end case;
         exit when Kit.HTTP.Parser.Phase (Parser) in Complete | Failed;
      end loop;
      if Kit.HTTP.Parser.Phase (Parser) = Failed then
         raise Lost with Kit.HTTP.Parser.Failure_Reason (Parser);
      end if;
      Result.Status     := Kit.HTTP.Parser.Status (Parser);
      Result.Content    := Kit.HTTP.Parser.Message (Parser).Content;
      Result.Media_Type := To_Unbounded_String
        (Kit.HTTP.Media_Type (Kit.HTTP.Parser.Message (Parser)));
   end Exchange;

   ----------
   -- Call --
   ----------

   function Call
     (To         : Address;
      Method     : String;
      Path       : String;
      Content    : String := "";
      Trace      : Kit.Traces.Context;
      Timeout_Ms : Positive := 1_000;
      Media_Type : String := "application/json") return Answer
   is
      Deadline : constant Kit.Clock.Nanoseconds :=
        Kit.Clock.Monotonic + Kit.Clock.Nanoseconds (Timeout_Ms) * Kit.Clock.Ns_Per_Ms;
      Text     : constant String :=
        Method & ' ' & Path & " HTTP/1.1" & CRLF
        & "Host: " & To_String (To.Host) & ':' & Plain (To.Port) & CRLF
        & "Accept: */*" & CRLF
        & "Connection: close" & CRLF
        & "traceparent: " & Kit.Traces.Header (Trace) & CRLF
        & Kit.Traces.Timeout_Header & ": " & Plain (Timeout_Ms * 9 / 10) & CRLF
        & (if Length (Trace.State) = 0 then ""
           else "tracestate: " & To_String (Trace.State) & CRLF)
        & (if Content = "" and then Method in "GET" | "HEAD" then ""
           else "Content-Type: " & Media_Type & CRLF
             & "Content-Length: " & Plain (Content'Length) & CRLF)
        & CRLF & Content;
      Socket   : Socket_Type := No_Socket;
      Result   : Answer;
   begin
      Create_Socket (Socket);
      Connect (Socket, To, Deadline);
      Exchange (Socket, Text, Deadline, Result);
      Close_Socket (Socket);
      return Result;
   exception
      when Error : others =>
         if Socket /= No_Socket then
            Kit.Posix.Close (Kit.Posix.Descriptor (To_C (Socket)));
         end if;
         Result.Status := 0;
         Result.Reason := To_Unbounded_String
           (if Ada.Exceptions.Exception_Identity (Error) in Timed_Out'Identity
            then "no answer within" & Timeout_Ms'Image & " ms"
            else Ada.Exceptions.Exception_Message (Error));
         return Result;
   end Call;

end Kit.Client;
