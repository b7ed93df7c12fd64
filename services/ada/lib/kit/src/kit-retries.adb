with Ada.Strings.Unbounded;
with Kit.Clock;
with Kit.JSON.Parsing;

package body Kit.Retries is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;

   First_Pause_Ms : constant := 25;
   Growth         : constant := 3;

   --  A string member of the answer's error object, of its exception object,
   --  or of itself.
   function Member (Item : Kit.Client.Answer; Name : String) return String;

   ------------
   -- Member --
   ------------

   function Member (Item : Kit.Client.Answer; Name : String) return String is
      Whole : Kit.JSON.Value;

      function Part (Within : Kit.JSON.Value) return String is
        (if Kit.JSON.Kind (Kit.JSON.Get (Within, Name)) = String_Value
         then Kit.JSON.As_String (Kit.JSON.Get (Within, Name)) else "");

      function First_Of (One, Two, Three : String) return String is
        (if One /= "" then One elsif Two /= "" then Two else Three);

   begin
      if Length (Item.Content) = 0 then
         return "";
      end if;
      Whole := Kit.JSON.Parsing.Parse (To_String (Item.Content));
      return First_Of
        (Part (Kit.JSON.Get (Whole, "error")), Part (Kit.JSON.Get (Whole, "exception")),
         Part (Whole));
   exception
      when Kit.JSON.Parsing.Syntax_Error =>
         return "";
   end Member;

   function Reason_In (Item : Kit.Client.Answer) return String is (Member (Item, "reason"));

   function Dependency_In (Item : Kit.Client.Answer) return String is
     (Member (Item, "dependency"));

   ----------
   -- Call --
   ----------

   function Call
     (To         : Kit.Client.Address;
      Method     : String;
      Path       : String;
      Content    : String;
      Trace      : Kit.Traces.Context;
      Timeout_Ms : Positive;
      Media_Type : String;
      Repeatable : Boolean) return Kit.Client.Answer
   is
      May_Repeat : constant Boolean :=
        Repeatable or else Method in "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS";
      Deadline   : constant Kit.Clock.Nanoseconds := Kit.Clock.Nanoseconds'Min
        (Kit.Clock.Monotonic + Kit.Clock.Nanoseconds (Timeout_Ms) * Kit.Clock.Ns_Per_Ms,
         Trace.Expires);
      Pause_Ms   : Positive := First_Pause_Ms;
      Result     : Kit.Client.Answer;

      function Left_Ms return Integer;

      function Left_Ms return Integer is
        (Integer ((Deadline - Kit.Clock.Monotonic) / Kit.Clock.Ns_Per_Ms));

   begin
      for Attempt in 1 .. Max_Attempts loop
         Result := Kit.Client.Call
           (To, Method, Path, Content, Trace, Positive'Max (1, Left_Ms), Media_Type);
         exit when Result.Status not in 0 | 503
           or else (Result.Status = 0 and then Result.Sent and then not May_Repeat)
           or else (Result.Status = 503 and then Dependency_In (Result) /= "")
           or else Attempt = Max_Attempts
           or else Left_Ms <= Pause_Ms;
         delay Duration (Pause_Ms) / 1_000;
         Pause_Ms := Pause_Ms * Growth;
      end loop;
      return Result;
   end Call;

end Kit.Retries;
