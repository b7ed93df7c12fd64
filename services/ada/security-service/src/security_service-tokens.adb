with Ada.Strings.Fixed;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with Kit.Posix;
with Security_Service.Base64;
with Security_Service.Keys;

package body Security_Service.Tokens is

   use all type Kit.JSON.Kinds;

   Version : constant String := "v1.";

   --  "" for what is none.
   function Decoded (Text : String) return String;

   --  State stays Malformed when something is missing.
   function Read (Text : String) return Claims;

   -------------
   -- Decoded --
   -------------

   function Decoded (Text : String) return String is
      Result : String (1 .. Text'Length);
      Last   : Natural;
      Valid  : Boolean;
   begin
      Base64.Decode (Text, Result, Last, Valid);
      return Result (1 .. Last);
   end Decoded;

   ------------
   -- Issued --
   ------------

   function Issued
     (Subject : String; Roles : Kit.JSON.Value; Now, Expires : Long_Long_Integer)
      return String
   is
      Random : String (1 .. 16);
      Claim  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.Posix.Fill_Random (Random);
      Kit.JSON.Add (Claim, "sub", Subject);
      Kit.JSON.Add (Claim, "roles", Roles);
      Kit.JSON.Add (Claim, "iat", Now);
      Kit.JSON.Add (Claim, "exp", Expires);
      Kit.JSON.Add (Claim, "jti", Base64.Encoded (Random));
      declare
         Signed : constant String :=
           Version & Base64.Encoded (Kit.JSON.Printing.Image (Claim));
      begin
         return Signed & '.' & Base64.Encoded (Keys.Signature (Signed));
      end;
   end Issued;

   ----------
   -- Read --
   ----------

   function Read (Text : String) return Claims is
      Claim  : constant Kit.JSON.Value := Kit.JSON.Parsing.Parse (Text);
      Result : Claims;
   begin
      Result.Subject := To_Unbounded_String (Kit.JSON.As_String (Kit.JSON.Get (Claim, "sub")));
      Result.Roles   := Kit.JSON.Get (Claim, "roles");
      Result.Issued  := Kit.JSON.As_Integer (Kit.JSON.Get (Claim, "iat"));
      Result.Expires := Kit.JSON.As_Integer (Kit.JSON.Get (Claim, "exp"));
      Result.Id      := Kit.JSON.As_String (Kit.JSON.Get (Claim, "jti"));
      if Kit.JSON.Kind (Result.Roles) = Array_Value then
         Result.State := Valid;
      end if;
      return Result;
   end Read;

   --------------
   -- Verified --
   --------------

   function Verified (Token : String; Now : Long_Long_Integer) return Claims is
      Dot : constant Natural := Ada.Strings.Fixed.Index (Token, ".", Ada.Strings.Backward);
   begin
      if Token'Length > Max_Length
        or else Dot <= Token'First + Version'Length
        or else Token (Token'First .. Token'First + Version'Length - 1) /= Version
      then
         return (State => Malformed, others => <>);
      elsif not Keys.Is_Signed
                  (Token (Token'First .. Dot - 1), Decoded (Token (Dot + 1 .. Token'Last)))
      then
         return (State => Not_Ours, others => <>);
      end if;
      --  What is read now was written here.
      return Result : Claims :=
        Read (Decoded (Token (Token'First + Version'Length .. Dot - 1)))
      do
         if Result.State = Valid then
            if Result.Expires <= Now then
               Result.State := Expired;
            elsif Revocations.Is_Revoked (Result.Id) then
               Result.State := Revoked;
            end if;
         end if;
      end return;
   exception
      when Kit.JSON.Parsing.Syntax_Error | Kit.JSON.Type_Error | Constraint_Error =>
         return (State => Malformed, others => <>);
   end Verified;

   function Reason (State : States) return String is
     (case State is
         when Valid     => "the token is valid",
         when Malformed => "the token is malformed",
         when Not_Ours  => "the signature of the token is wrong",
         when Expired   => "the token has expired",
         when Revoked   => "the token was revoked");

end Security_Service.Tokens;
