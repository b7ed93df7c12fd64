with Ada.Strings.Fixed;
with Ada.Strings.Unbounded;
with Kit.Clock;
with Kit.Env;
with Kit.HTTP;
with Kit.Logs;
with Kit.Retries;

package body Kit.Dependencies is

   use Ada.Strings.Unbounded;
   use type Kit.JSON.Value;

   Check_Timeout_Ms : constant := 1_000;
   Answering_Period : constant Duration := 5.0;
   First_Pause      : constant Duration := 0.25;
   Longest_Pause    : constant Duration := 5.0;

   type Dependency is record
      Name    : Unbounded_String;
      URL     : Unbounded_String;
      Address : Kit.Client.Address;
   end record;

   --  Written before any task starts, read only afterwards.
   All_Dependencies : array (1 .. Max_Dependencies) of Dependency;
   Total            : Natural := 0;

   type Verdict is record
      Condition : Conditions := Unknown;
      Reason    : Unbounded_String;
   end record;

   type Verdict_List is array (1 .. Max_Dependencies) of Verdict;
   type Flag_List is array (1 .. Max_Dependencies) of Boolean;

   protected Board is
      procedure Set (Index : Positive; To : Verdict; Changed : out Boolean);
      function Get (Index : Positive) return Verdict;

      --  Waits for the next change to Unreachable.
      entry Lost (1 .. Max_Dependencies);
   private
      Verdicts : Verdict_List;
      Is_Lost  : Flag_List := (others => False);
   end Board;

   --  Writes it down, and a line in the log where it is news.
   procedure Note (Index : Positive; Now : Verdict);

   task type Checker (Index : Positive);
   type Checker_Access is access Checker;

   --  The peer answered 503.
   procedure Refuse_As (Name : String; Answer : Kit.Client.Answer)
     with No_Return;

   function Image_Of (Index : Positive) return Kit.JSON.Value;

   -----------
   -- Board --
   -----------

   protected body Board is

      procedure Set (Index : Positive; To : Verdict; Changed : out Boolean) is
      begin
         Changed := Verdicts (Index).Condition /= To.Condition;
         Verdicts (Index) := To;
         Is_Lost (Index)  := To.Condition = Unreachable;
      end Set;

      function Get (Index : Positive) return Verdict is (Verdicts (Index));

      entry Lost (for Index in 1 .. Max_Dependencies) when Is_Lost (Index) is
      begin
         Is_Lost (Index) := False;
      end Lost;

   end Board;

   ---------------
   -- Configure --
   ---------------

   procedure Configure (Calls : String) is
      First : Positive := Calls'First;
      Equal : Natural;
   begin
      for Place in Calls'First .. Calls'Last + 1 loop
         if Place > Calls'Last or else Calls (Place) = ',' then
            if Place > First then
               Equal := Ada.Strings.Fixed.Index (Calls (First .. Place - 1), "=");
               if Equal <= First then
                  raise Kit.Env.Invalid_Setting
                    with "CALLS: expected name=http://host:port, found "
                      & Calls (First .. Place - 1);
               elsif Total = Max_Dependencies then
                  raise Kit.Env.Invalid_Setting with "CALLS: more than 16 dependencies";
               end if;
               --  The name becomes a label and a word in answers.
               if (for some Item of Calls (First .. Equal - 1) =>
                     Item not in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '-' | '_' | '.')
               then
                  raise Kit.Env.Invalid_Setting
                    with "CALLS: a name has letters, digits and - _ . only: "
                      & Calls (First .. Equal - 1);
               end if;
               Total := Total + 1;
               All_Dependencies (Total) :=
                 (Name    => To_Unbounded_String (Calls (First .. Equal - 1)),
                  URL     => To_Unbounded_String (Calls (Equal + 1 .. Place - 1)),
                  Address => Kit.Client.Parse_URL (Calls (Equal + 1 .. Place - 1)));
            end if;
            First := Place + 1;
         end if;
      end loop;
   exception
      when Constraint_Error =>
         raise Kit.Env.Invalid_Setting with "CALLS: expected name=http://host:port,...";
   end Configure;

   --------------------
   -- Start_Checking --
   --------------------

   procedure Start_Checking is
      Started : Checker_Access;
      pragma Unreferenced (Started);
   begin
      for Index in 1 .. Total loop
         Started := new Checker (Index);
      end loop;
   end Start_Checking;

   ----------
   -- Note --
   ----------

   procedure Note (Index : Positive; Now : Verdict) is
      Changed : Boolean;
   begin
      Board.Set (Index, Now, Changed);
      if Changed then
         Kit.Logs.Write
           ((if Now.Condition = Reachable then Kit.Logs.Info else Kit.Logs.Warn),
            (if Now.Condition = Reachable
             then "dependency answers" else "dependency does not answer"),
            "",
            Kit.Logs.Field ("dependency", Name (Index))
            & (if Length (Now.Reason) = 0 then ""
               else Kit.Logs.Field ("reason", To_String (Now.Reason))));
      end if;
   end Note;

   -------------
   -- Checker --
   -------------

   task body Checker is
      Item    : Dependency renames All_Dependencies (Index);
      Pause   : Duration := First_Pause;
      Answer  : Kit.Client.Answer;
      Now     : Verdict;
   begin
      loop
         Answer := Kit.Client.Call
           (To         => Item.Address,
            Method     => "GET",
            Path       => "/livez",
            Trace      => Kit.Traces.Continue (""),
            Timeout_Ms => Check_Timeout_Ms);
         if Answer.Status in 200 .. 299 then
            Now := (Reachable, Null_Unbounded_String);
         elsif Answer.Status = 0 then
            Now := (Unreachable, Answer.Reason);
         else
            Now := (Unreachable, To_Unbounded_String ("answered" & Answer.Status'Image));
         end if;
         Note (Index, Now);
         if Now.Condition = Reachable then
            Pause := First_Pause;
            --  A call that fails meanwhile has it checked at once.
            select
               Board.Lost (Index);
            or
               delay Answering_Period;
            end select;
         else
            delay Pause;
            Pause := Duration'Min (Pause * 2, Longest_Pause);
         end if;
      end loop;
   end Checker;

   function Count return Natural is (Total);

   function Name (Index : Positive) return String is
     (To_String (All_Dependencies (Index).Name));

   function Address (Index : Positive) return Kit.Client.Address is
     (All_Dependencies (Index).Address);

   function Condition (Index : Positive) return Conditions is
     (Board.Get (Index).Condition);

   ----------
   -- Find --
   ----------

   function Find (Name : String) return Natural is
   begin
      for Index in 1 .. Total loop
         if All_Dependencies (Index).Name = Name then
            return Index;
         end if;
      end loop;
      return 0;
   end Find;

   --------------
   -- Image_Of --
   --------------

   function Image_Of (Index : Positive) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Now    : constant Verdict := Board.Get (Index);
   begin
      Kit.JSON.Add (Result, "name", Name (Index));
      Kit.JSON.Add (Result, "url", To_String (All_Dependencies (Index).URL));
      Kit.JSON.Add
        (Result, "state",
         (case Now.Condition is
              when Unknown     => "unknown",
              when Reachable   => "reachable",
              when Unreachable => "unreachable"));
      if Length (Now.Reason) > 0 then
         Kit.JSON.Add (Result, "reason", To_String (Now.Reason));
      end if;
      return Result;
   end Image_Of;

   -------------
   -- Missing --
   -------------

   function Missing return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Index in 1 .. Total loop
         if Condition (Index) = Unreachable then
            Kit.JSON.Append (Result, Image_Of (Index));
         end if;
      end loop;
      return Result;
   end Missing;

   ---------------
   -- Unchecked --
   ---------------

   function Unchecked return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Index in 1 .. Total loop
         if Condition (Index) = Unknown then
            Kit.JSON.Append (Result, +Name (Index));
         end if;
      end loop;
      return Result;
   end Unchecked;

   -------------
   -- Metrics --
   -------------

   function Metrics return String is
      Result : Unbounded_String;
   begin
      for Index in 1 .. Total loop
         if Condition (Index) /= Unknown then
            Append
              (Result,
               "dependency_up{dependency=""" & Name (Index) & """} "
               & (if Condition (Index) = Reachable then '1' else '0') & ASCII.LF);
         end if;
      end loop;
      if Length (Result) = 0 then
         return "";
      end if;
      return "# HELP dependency_up 1 when the dependency answered its last check." & ASCII.LF
        & "# TYPE dependency_up gauge" & ASCII.LF & To_String (Result);
   end Metrics;

   ---------------
   -- Refuse_As --
   ---------------

   procedure Refuse_As (Name : String; Answer : Kit.Client.Answer) is
      Deeper : constant String := Kit.Retries.Dependency_In (Answer);
      Reason : constant String := Kit.Retries.Reason_In (Answer);
   begin
      if Deeper = "" then
         Kit.HTTP.Refuse
           (503, Name & " is not available" & (if Reason = "" then "" else ": " & Reason), Name);
      end if;
      --  The reason names it already.
      Kit.HTTP.Refuse (503, (if Reason = "" then Deeper & " is missing" else Reason), Deeper);
   end Refuse_As;

   ----------
   -- Call --
   ----------

   function Call
     (Name       : String;
      Method     : String;
      Path       : String;
      Content    : String := "";
      Trace      : Kit.Traces.Context;
      Timeout_Ms : Positive := 2_000;
      Media_Type : String := "application/json";
      Repeatable : Boolean := False) return Kit.Client.Answer
   is
      Index      : constant Natural := Find (Name);
      Until_Then : constant Kit.Clock.Nanoseconds :=
        Kit.Clock.Monotonic + Kit.Clock.Nanoseconds (Timeout_Ms) * Kit.Clock.Ns_Per_Ms;
      Result     : Kit.Client.Answer;
   begin
      if Index = 0 then
         Kit.HTTP.Refuse
           (503, Name & " is not configured here: CALLS has no such name", Name);
      end if;
      Result := Kit.Retries.Call
        (All_Dependencies (Index).Address, Method, Path, Content, Trace, Timeout_Ms,
         Media_Type, Repeatable);
      if Result.Status = 0 then
         --  A caller that waits for less than we would says nothing of the peer.
         if Trace.Expires >= Until_Then or else not Result.Sent then
            Note (Index, (Unreachable, Result.Reason));
         end if;
         Kit.HTTP.Refuse (503, Name & " does not answer: " & To_String (Result.Reason), Name);
      end if;
      if Condition (Index) /= Reachable then
         Note (Index, (Reachable, Null_Unbounded_String));
      end if;
      if Result.Status = 503 then
         Refuse_As (Name, Result);
      end if;
      return Result;
   end Call;

   -----------
   -- Image --
   -----------

   function Image return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Index in 1 .. Total loop
         Kit.JSON.Append (Result, Image_Of (Index));
      end loop;
      return Result;
   end Image;

end Kit.Dependencies;
