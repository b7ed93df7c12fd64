--  The keys that tokens are signed with. Written before requests are served,
--  only read afterwards.

with Ada.Strings.Unbounded;

package Security_Service.Keys is

   Max_Keys     : constant := 8;
   Least_Length : constant := 32;

   --  What the file holds cannot be used; the message names no key.
   Unusable : exception;

   --  A key a line: the first signs, all verify. Raises Unusable.
   procedure Set (Text : String);

   --  One random key, for this process.
   procedure Set_Random;

   --  The signature of Text by the first key, as 32 bytes.
   function Signature (Text : String) return String;

   --  By any key. Takes as long for a wrong signature as for a right one.
   function Is_Signed (Text, Signature : String) return Boolean;

   --  Whether both are the same, in time that depends on their lengths alone.
   function Same (Left, Right : String) return Boolean;

   --  The SHA-256 of Text, in hexadecimal digits.
   function Digest (Text : String) return String;

private

   type Key_List is array (1 .. Max_Keys) of Ada.Strings.Unbounded.Unbounded_String;

end Security_Service.Keys;
