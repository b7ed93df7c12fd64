--  Files with secrets, and what a change of a file shows in.

with Ada.Strings.Unbounded;
with Interfaces;

package Security_Service.Files is

   use Ada.Strings.Unbounded;

   --  The file cannot be used; the message says why and never what is in it.
   Unusable : exception;

   --  Equal stamps: the file was not changed. All of a missing file are 0.
   type Stamp is record
      Inode   : Interfaces.Unsigned_64 := 0;
      Size    : Interfaces.Unsigned_64 := 0;
      Seconds : Interfaces.Unsigned_64 := 0;
      Nanos   : Interfaces.Unsigned_32 := 0;
   end record;

   function Stamp_Of (Path : String) return Stamp;
   function Exists (Path : String) return Boolean is (Stamp_Of (Path) /= (others => <>));

   Max_Bytes : constant := 65_536;

   --  The whole file. Raises Unusable when it cannot be read or is longer than
   --  Max_Bytes.
   function Content (Path : String) return Unbounded_String;

   --  The same; raises Unusable too when others than the owner and the group
   --  may read it, or others than the owner write it.
   function Secret_Content (Path : String) return Unbounded_String;

   --  Calls Visit with each line that is neither empty nor a comment (#).
   procedure For_Each_Line
     (Text : String; Visit : not null access procedure (Line : String));

end Security_Service.Files;
