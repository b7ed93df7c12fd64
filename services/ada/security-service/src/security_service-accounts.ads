--  Who must show a credential, and which roles it gives. Written before
--  requests are served, only read afterwards.

with Kit.JSON;

package Security_Service.Accounts is

   Max_Accounts : constant := 1_000;

   --  A line of the text cannot be used; the message says what is wrong.
   Unusable : exception;

   --  subject:role,role:digest a line, the digest the SHA-256 of the
   --  credential in hexadecimal digits. Raises Unusable.
   procedure Set (Text : String);

   type Outcome is (Known, Guest, Refused);

   --  Known: the credential is that of the subject, which has these roles.
   --  Guest: the subject is nobody who needs one, and none was given.
   procedure Check
     (Subject, Credential : String; Roles : out Kit.JSON.Value; Result : out Outcome);

   --  1 to 128 letters, digits and . _ @ / -
   function Is_Subject (Text : String) return Boolean is
     (Text'Length in 1 .. 128
      and then (for all Item of Text =>
                  Item in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '.' | '_' | '@' | '/' | '-'));

end Security_Service.Accounts;
