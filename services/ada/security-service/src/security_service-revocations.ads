--  The tokens that were taken back, each until it would have expired.

package Security_Service.Revocations is

   Capacity  : constant := 10_000;
   Id_Length : constant := 22;

   subtype Token_Id is String (1 .. Id_Length);

   --  Done is false when so many are kept that there is no room. Times are
   --  seconds since 1970.
   procedure Revoke
     (Id : Token_Id; Expires, Now : Long_Long_Integer; Done : out Boolean);

   function Is_Revoked (Id : Token_Id) return Boolean;
   function Count return Natural;

end Security_Service.Revocations;
