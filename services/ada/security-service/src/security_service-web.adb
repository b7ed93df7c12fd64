with Ada.Strings.Unbounded;
with Kit.Clock;
with Kit.Fields;
with Kit.HTTP;
with Kit.JSON;
with Kit.Logs;
with Kit.Requests;
with Security_Service.Accounts;
with Security_Service.Policies;
with Security_Service.Revocations;
with Security_Service.Tokens;

package body Security_Service.Web is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;
   use all type Tokens.States;

   Max_Name : constant := 512;

   Seconds_Of_Tokens : Positive := 900;

   procedure Issue (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Verify (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Revoke (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Decide (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure List_Roles (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   function Now return Long_Long_Integer is (Kit.Clock.Wall / Kit.Clock.Ns_Per_S);

   function Time_Image (Seconds : Long_Long_Integer) return String is
     (Kit.Clock.Timestamp (Seconds * Kit.Clock.Ns_Per_S));

   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value
     renames Kit.Requests.Object_Content;

   function Optional_Text (Content : Kit.JSON.Value; Name : String) return String;
   function Needed_Text (Content : Kit.JSON.Value; Name : String) return String;

   --  "" when the request has no header field of that kind.
   function Bearer (Request : Kit.HTTP.Request) return String;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table; Lifetime : Positive) is
   begin
      Seconds_Of_Tokens := Lifetime;
      Kit.Routes.Add (Table, "POST", "/v1/tokens", Issue'Access);
      Kit.Routes.Add (Table, "POST", "/v1/tokens/verify", Verify'Access);
      Kit.Routes.Add (Table, "POST", "/v1/tokens/revoke", Revoke'Access);
      Kit.Routes.Add (Table, "POST", "/v1/decisions", Decide'Access);
      Kit.Routes.Add (Table, "GET", "/v1/roles", List_Roles'Access);
   end Add_Routes;

   -------------------
   -- Optional_Text --
   -------------------

   function Optional_Text (Content : Kit.JSON.Value; Name : String) return String is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Content, Name);
   begin
      case Kit.JSON.Kind (Item) is
         when Null_Value   => return "";
         when String_Value => return Kit.JSON.As_String (Item);
         when others       =>
            Kit.HTTP.Refuse (400, "the member " & Name & " must be a string");
      end case;
   end Optional_Text;

   -----------------
   -- Needed_Text --
   -----------------

   function Needed_Text (Content : Kit.JSON.Value; Name : String) return String is
   begin
      return Result : constant String := Optional_Text (Content, Name) do
         if Result = "" then
            Kit.HTTP.Refuse
              (400, "the member " & Name & " must be a string that is not empty");
         end if;
      end return;
   end Needed_Text;

   ------------
   -- Bearer --
   ------------

   function Bearer (Request : Kit.HTTP.Request) return String is
      Scheme : constant String := "Bearer ";
      Given  : constant String := Kit.Fields.Value (Request.Headers, "authorization");
   begin
      return
        (if Given'Length > Scheme'Length
           and then Given (Given'First .. Given'First + Scheme'Length - 1) = Scheme
         then Given (Given'First + Scheme'Length .. Given'Last)
         else "");
   end Bearer;

   -----------
   -- Issue --
   -----------

   procedure Issue (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content    : constant Kit.JSON.Value := Object_Content (Request);
      Subject    : constant String := Needed_Text (Content, "subject");
      Credential : constant String := Optional_Text (Content, "credential");
      Issued_At  : constant Long_Long_Integer := Now;
      Expires    : constant Long_Long_Integer :=
        Issued_At + Long_Long_Integer (Seconds_Of_Tokens);
      Roles      : Kit.JSON.Value;
      Outcome    : Accounts.Outcome;
      Result     : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if not Accounts.Is_Subject (Subject) then
         Kit.HTTP.Refuse
           (400, "the member subject must be 1 to 128 letters, digits and . _ @ / -");
      end if;
      Accounts.Check (Subject, Credential, Roles, Outcome);
      if Accounts."=" (Outcome, Accounts.Refused) then
         Kit.Logs.Write
           (Kit.Logs.Warn, "credential refused", Request.Trace.Trace,
            Kit.Logs.Field ("subject", Subject));
         Kit.HTTP.Refuse (401, "the credential is not that of the subject");
      end if;
      Kit.JSON.Add (Result, "token", Tokens.Issued (Subject, Roles, Issued_At, Expires));
      Kit.JSON.Add (Result, "expiresAt", Time_Image (Expires));
      Kit.JSON.Add (Result, "roles", Roles);
      Kit.HTTP.Reply (Response, Result, 201);
      Kit.Fields.Add (Response.Headers, "Cache-Control", "no-store");
   end Issue;

   ------------
   -- Verify --
   ------------

   procedure Verify (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Claims : constant Tokens.Claims :=
        Tokens.Verified (Needed_Text (Object_Content (Request), "token"), Now);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "valid", Claims.State = Valid);
      Kit.JSON.Add (Result, "reason", Tokens.Reason (Claims.State));
      if Claims.State = Valid then
         Kit.JSON.Add (Result, "subject", To_String (Claims.Subject));
         Kit.JSON.Add (Result, "roles", Claims.Roles);
         Kit.JSON.Add (Result, "expiresAt", Time_Image (Claims.Expires));
      end if;
      Kit.HTTP.Reply (Response, Result);
   end Verify;

   ------------
   -- Revoke --
   ------------

   procedure Revoke (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      At_Time : constant Long_Long_Integer := Now;
      Claims  : constant Tokens.Claims :=
        Tokens.Verified (Needed_Text (Object_Content (Request), "token"), At_Time);
      Done    : Boolean := True;
      Result  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      case Claims.State is
         when Malformed | Not_Ours =>
            Kit.HTTP.Refuse (422, Tokens.Reason (Claims.State));
         when Expired | Revoked =>
            null;
         when Valid =>
            Revocations.Revoke (Claims.Id, Claims.Expires, At_Time, Done);
      end case;
      if not Done then
         Kit.HTTP.Refuse (503, "10000 revoked tokens have not expired yet; try again later");
      end if;
      Kit.JSON.Add (Result, "revoked", True);
      Kit.HTTP.Reply (Response, Result);
   end Revoke;

   ------------
   -- Decide --
   ------------

   procedure Decide (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content   : constant Kit.JSON.Value := Object_Content (Request);
      Given     : constant String := Optional_Text (Content, "token");
      Token     : constant String := (if Given = "" then Bearer (Request) else Given);
      Operation : constant String := Needed_Text (Content, "operation");
      Resource  : constant String := Needed_Text (Content, "resource");
      Claims    : Tokens.Claims;
      Decision  : Policies.Decision;
      Result    : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Operation'Length > Max_Name or else Resource'Length > Max_Name then
         Kit.HTTP.Refuse (400, "operation and resource have at most 512 bytes");
      end if;
      if Token = "" then
         Claims.State   := Valid;
         Claims.Subject := To_Unbounded_String ("anonymous");
         Claims.Roles   := Kit.JSON.Empty_Array;
         Kit.JSON.Append (Claims.Roles, Kit.JSON."+" ("guest"));
      else
         Claims := Tokens.Verified (Token, Now);
      end if;
      --  A token that is not valid gives less than none: its bearer meant to
      --  be somebody.
      if Claims.State = Valid then
         Decision := Policies.Decided (Claims.Roles, Operation, Resource);
      else
         Claims.Roles := Kit.JSON.Empty_Array;
         Decision :=
           (False, To_Unbounded_String ("valid-token"),
            To_Unbounded_String (Tokens.Reason (Claims.State)));
      end if;
      Kit.JSON.Add (Result, "allowed", Decision.Allowed);
      Kit.JSON.Add
        (Result, "subject",
         (if Length (Claims.Subject) = 0 then "unknown" else To_String (Claims.Subject)));
      Kit.JSON.Add (Result, "roles", Claims.Roles);
      Kit.JSON.Add (Result, "rule", To_String (Decision.Rule));
      Kit.JSON.Add (Result, "reason", To_String (Decision.Reason));
      Kit.HTTP.Reply (Response, Result);
   end Decide;

   ----------------
   -- List_Roles --
   ----------------

   procedure List_Roles (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "roles", Policies.Image);
      Kit.HTTP.Reply (Response, Result);
   end List_Roles;

end Security_Service.Web;
