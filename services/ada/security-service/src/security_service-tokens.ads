--  Tokens: who somebody is and which roles they have, signed.

with Ada.Strings.Unbounded;
with Kit.JSON;
with Security_Service.Revocations;

package Security_Service.Tokens is

   use Ada.Strings.Unbounded;

   --  Nothing longer is a token.
   Max_Length : constant := 4_096;

   type States is (Valid, Malformed, Not_Ours, Expired, Revoked);

   type Claims is record
      State   : States := Malformed;
      Subject : Unbounded_String;
      Roles   : Kit.JSON.Value;
      Id      : Revocations.Token_Id := (others => ' ');

      --  Seconds since 1970, as all times here.
      Issued  : Long_Long_Integer := 0;
      Expires : Long_Long_Integer := 0;
   end record;

   --  v1.<claims>.<signature>, the latter two in base64 for URLs.
   function Issued
     (Subject : String; Roles : Kit.JSON.Value; Now, Expires : Long_Long_Integer)
      return String;

   --  The claims are filled for Valid, Expired and Revoked.
   function Verified (Token : String; Now : Long_Long_Integer) return Claims;

   --  In words; never with a part of a token.
   function Reason (State : States) return String;

end Security_Service.Tokens;
