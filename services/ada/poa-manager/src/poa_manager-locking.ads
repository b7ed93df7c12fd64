--  One task at a time has the tree of POAs, its managers and its objects:
--  operations are short, and none waits for anything while it has them.

private with Ada.Finalization;

package POA_Manager.Locking is

   --  From its declaration to the end of its scope.
   type Hold is limited private;

private

   type Hold is new Ada.Finalization.Limited_Controlled with null record;

   overriding procedure Initialize (Item : in out Hold);
   overriding procedure Finalize (Item : in out Hold);

end POA_Manager.Locking;
