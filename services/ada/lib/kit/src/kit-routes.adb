with Kit.Fields;

package body Kit.Routes is

   use Ada.Strings.Unbounded;

   --  Index of the / that ends the part starting at First.
   function Part_End (Text : String; First : Positive) return Natural;

   procedure Match_Path
     (Pattern, Path : String;
      Parameters    : out Kit.Fields.List;
      Matches       : out Boolean);

   ---------
   -- Add --
   ---------

   procedure Add
     (To      : in out Table;
      Method  : String;
      Pattern : String;
      Handler : Routes.Handler;
      Place   : Places := Pooled) is
   begin
      To.Count := To.Count + 1;
      To.Routes (To.Count) :=
        (Method  => To_Unbounded_String (Method),
         Pattern => To_Unbounded_String (Pattern),
         Answer  => Handler,
         Place   => Place);
   end Add;

   --------------
   -- Part_End --
   --------------

   function Part_End (Text : String; First : Positive) return Natural is
   begin
      for Index in First .. Text'Last loop
         if Text (Index) = '/' then
            return Index - 1;
         end if;
      end loop;
      return Text'Last;
   end Part_End;

   ----------------
   -- Match_Path --
   ----------------

   procedure Match_Path
     (Pattern, Path : String;
      Parameters    : out Kit.Fields.List;
      Matches       : out Boolean)
   is
      In_Pattern : Positive := Pattern'First + 1;
      In_Path    : Positive := Path'First + 1;
      Found      : Kit.Fields.List;
   begin
      Matches := False;
      loop
         declare
            Wanted : constant String :=
              Pattern (In_Pattern .. Part_End (Pattern, In_Pattern));
            Given  : constant String := Path (In_Path .. Part_End (Path, In_Path));
         begin
            if Wanted'Length > 2 and then Wanted (Wanted'First) = '{' then
               if Given = "" then
                  return;
               end if;
               Kit.Fields.Add
                 (Found, Wanted (Wanted'First + 1 .. Wanted'Last - 1),
                  Kit.HTTP.Decoded (Given));
            elsif Wanted /= Given then
               return;
            end if;
            In_Pattern := In_Pattern + Wanted'Length + 1;
            In_Path    := In_Path + Given'Length + 1;
         end;
         if In_Pattern > Pattern'Last or else In_Path > Path'Last then
            --  A path that ends with / has one empty part more.
            Matches := In_Pattern > Pattern'Last + 1 and then In_Path > Path'Last + 1;
            if Matches then
               Parameters := Found;
            end if;
            return;
         end if;
      end loop;
   end Match_Path;

   ----------
   -- Find --
   ----------

   procedure Find
     (Within  : Table;
      Request : in out Kit.HTTP.Request;
      Result  : out Match)
   is
      Path    : constant String := To_String (Request.Path);
      Method  : constant String :=
        (if Request.Method = "HEAD" then "GET" else To_String (Request.Method));
      Allowed : Unbounded_String;
      Matches : Boolean;
   begin
      for Index in 1 .. Within.Count loop
         Match_Path
           (To_String (Within.Routes (Index).Pattern), Path, Request.Parameters, Matches);
         if Matches then
            if Within.Routes (Index).Method = Method then
               Result := (Outcome => Found, Index => Index);
               return;
            end if;
            Append (Allowed, (if Length (Allowed) = 0 then "" else ", "));
            Append (Allowed, Within.Routes (Index).Method);
         end if;
      end loop;
      if Length (Allowed) > 0 then
         Result := (Outcome => No_Method, Allowed => Allowed);
      else
         Result := (Outcome => No_Path);
      end if;
   end Find;

   function Handler_Of (Within : Table; Index : Positive) return Handler is
     (Within.Routes (Index).Answer);

   function Place_Of (Within : Table; Index : Positive) return Places is
     (Within.Routes (Index).Place);

   function Pattern_Of (Within : Table; Index : Positive) return String is
     (To_String (Within.Routes (Index).Pattern));

end Kit.Routes;
