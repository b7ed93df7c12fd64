with Ada.Streams;
with GNAT.SHA256;
with Interfaces;
with Kit.Posix;
with Security_Service.Files;

package body Security_Service.Keys is

   use Ada.Strings.Unbounded;
   use type Interfaces.Unsigned_8;

   List  : Key_List;
   Count : Natural := 0;

   function Code (Text, Key : String) return String;

   ---------
   -- Set --
   ---------

   procedure Set (Text : String) is

      procedure Add (Line : String);

      procedure Add (Line : String) is
      begin
         if Line'Length < Least_Length then
            raise Unusable with "a key has at least 32 characters";
         elsif Count = Max_Keys then
            raise Unusable with "there are more than 8 keys";
         end if;
         Count := Count + 1;
         List (Count) := To_Unbounded_String (Line);
      end Add;

   begin
      Count := 0;
      Files.For_Each_Line (Text, Add'Access);
      if Count = 0 then
         raise Unusable with "there is no key";
      end if;
   end Set;

   ----------------
   -- Set_Random --
   ----------------

   procedure Set_Random is
      Key : String (1 .. Least_Length);
   begin
      Kit.Posix.Fill_Random (Key);
      List (1) := To_Unbounded_String (Key);
      Count := 1;
   end Set_Random;

   ----------
   -- Code --
   ----------

   function Code (Text, Key : String) return String is
      State  : GNAT.SHA256.Context := GNAT.SHA256.HMAC_Initial_Context (Key);
      Bytes  : Ada.Streams.Stream_Element_Array (1 .. 32);
      Result : String (1 .. 32);
   begin
      GNAT.SHA256.Update (State, Text);
      Bytes := GNAT.SHA256.Digest (State);
      for Index in Result'Range loop
         Result (Index) :=
           Character'Val (Bytes (Ada.Streams.Stream_Element_Offset (Index)));
      end loop;
      return Result;
   end Code;

   function Signature (Text : String) return String is (Code (Text, To_String (List (1))));

   ---------------
   -- Is_Signed --
   ---------------

   function Is_Signed (Text, Signature : String) return Boolean is
      Result : Boolean := False;
   begin
      for Key of List (1 .. Count) loop
         Result := Same (Code (Text, To_String (Key)), Signature) or Result;
      end loop;
      return Result;
   end Is_Signed;

   ----------
   -- Same --
   ----------

   function Same (Left, Right : String) return Boolean is
      Different : Interfaces.Unsigned_8 := 0;
   begin
      if Left'Length /= Right'Length then
         return False;
      end if;
      for Index in 0 .. Left'Length - 1 loop
         Different := Different
           or (Character'Pos (Left (Left'First + Index))
               xor Character'Pos (Right (Right'First + Index)));
      end loop;
      return Different = 0;
   end Same;

   function Digest (Text : String) return String is (GNAT.SHA256.Digest (Text));

end Security_Service.Keys;
