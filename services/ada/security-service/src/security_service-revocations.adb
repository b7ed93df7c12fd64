with Ada.Containers.Hashed_Maps;
with Ada.Strings.Hash;

package body Security_Service.Revocations is

   function Hash (Id : Token_Id) return Ada.Containers.Hash_Type is (Ada.Strings.Hash (Id));

   package Maps is new Ada.Containers.Hashed_Maps (Token_Id, Long_Long_Integer, Hash, "=");

   protected Kept is
      procedure Add (Id : Token_Id; Expires, Now : Long_Long_Integer; Done : out Boolean);
      function Has (Id : Token_Id) return Boolean;
      function Size return Natural;
   private
      Until_When : Maps.Map;
   end Kept;

   protected body Kept is

      procedure Forget_Expired (Now : Long_Long_Integer);

      procedure Forget_Expired (Now : Long_Long_Integer) is
         Place : Maps.Cursor := Until_When.First;
         Next  : Maps.Cursor;
      begin
         while Maps.Has_Element (Place) loop
            Next := Maps.Next (Place);
            if Maps.Element (Place) <= Now then
               Until_When.Delete (Place);
            end if;
            Place := Next;
         end loop;
      end Forget_Expired;

      procedure Add (Id : Token_Id; Expires, Now : Long_Long_Integer; Done : out Boolean) is
      begin
         if Natural (Until_When.Length) >= Capacity then
            Forget_Expired (Now);
         end if;
         Done := Until_When.Contains (Id) or else Natural (Until_When.Length) < Capacity;
         if Done then
            Until_When.Include (Id, Expires);
         end if;
      end Add;

      function Has (Id : Token_Id) return Boolean is (Until_When.Contains (Id));
      function Size return Natural is (Natural (Until_When.Length));

   end Kept;

   procedure Revoke
     (Id : Token_Id; Expires, Now : Long_Long_Integer; Done : out Boolean) is
   begin
      Kept.Add (Id, Expires, Now, Done);
   end Revoke;

   function Is_Revoked (Id : Token_Id) return Boolean is (Kept.Has (Id));
   function Count return Natural is (Kept.Size);

end Security_Service.Revocations;
