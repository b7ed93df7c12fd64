--  Active object maps: which servant incarnates which object id of a POA.

private with Ada.Finalization;
with Ada.Strings.Unbounded;
with Kit.JSON;

package POA_Manager.Object_Maps is

   use Ada.Strings.Unbounded;

   --  Of all maps together.
   Max_Objects : constant := 10_000;

   --  No servant when its name is empty.
   type Servant is record
      Name    : Unbounded_String;
      Type_Id : Unbounded_String;
   end record;

   No_Servant : constant Servant := (others => <>);

   type Incarnation is record
      Servant   : Object_Maps.Servant;

      --  Where the object is, when a servant manager knows it; else empty.
      Reference : Unbounded_String;
   end record;

   type Map is limited private;

   --  The id must be new. Raises IMP_LIMIT.
   procedure Insert (Into : in out Map; Id : String; Item : Incarnation);

   --  The id must be there.
   procedure Remove (From : in out Map; Id : String);

   procedure Clear (Item : in out Map);

   function Contains (Within : Map; Id : String) return Boolean;

   --  The id must be there.
   function Element (Within : Map; Id : String) return Incarnation;

   --  How many ids the servant of that name incarnates, and one of them.
   function Count_Of (Within : Map; Servant_Name : String) return Natural;
   function Id_Of (Within : Map; Servant_Name : String) return String;

   function Count (Item : Map) return Natural;
   function Total return Natural;

   --  Up to Limit objects whose id is greater than After, by id:
   --  {"objectId", "servant", "typeId", "reference"?}
   function Images (Within : Map; After : String; Limit : Positive) return Kit.JSON.Value;

private

   --  Completed in the body, so that the containers cost no other unit.
   type Store;
   type Store_Access is access Store;

   type Map is new Ada.Finalization.Limited_Controlled with record
      Store : Store_Access;
   end record;

   overriding procedure Finalize (Item : in out Map);

end POA_Manager.Object_Maps;
