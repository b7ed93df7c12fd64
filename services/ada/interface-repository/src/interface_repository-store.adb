with Ada.Containers.Indefinite_Hashed_Sets;
with Ada.Finalization;
with Ada.Strings.Hash;
with GNAT.SHA256;
with Interface_Repository.Parsing;

package body Interface_Repository.Store is

   package Text_Sets is new Ada.Containers.Indefinite_Hashed_Sets
     (String, Ada.Strings.Hash, "=");

   protected Gate is
      entry Seize;
      procedure Release;
   private
      Is_Taken : Boolean := False;
   end Gate;

   --  As long as one is in scope the repository is the task's alone.
   type Hold is new Ada.Finalization.Limited_Controlled with null record;

   overriding procedure Initialize (Item : in out Hold);
   overriding procedure Finalize (Item : in out Hold);

   The_Repository : Model.Repository;
   Known_Texts    : Text_Sets.Set;

   protected body Gate is

      entry Seize when not Is_Taken is
      begin
         Is_Taken := True;
      end Seize;

      procedure Release is
      begin
         Is_Taken := False;
      end Release;

   end Gate;

   overriding procedure Initialize (Item : in out Hold) is
      pragma Unreferenced (Item);
   begin
      Gate.Seize;
   end Initialize;

   overriding procedure Finalize (Item : in out Hold) is
      pragma Unreferenced (Item);
   begin
      Gate.Release;
   end Finalize;

   ----------
   -- Read --
   ----------

   procedure Read (Action : not null access procedure (Repo : Model.Repository)) is
      Held : Hold;
      pragma Unreferenced (Held);
   begin
      Action (The_Repository);
   end Read;

   ---------
   -- Add --
   ---------

   procedure Add
     (Text : String;
      Show : not null access procedure
        (Repo : Model.Repository; Added : Model.Index_Vectors.Vector; Is_Known : Boolean))
   is
      Digest   : constant String := GNAT.SHA256.Digest (Text);
      Held     : Hold;
      pragma Unreferenced (Held);
      Added    : Model.Index_Vectors.Vector;
      Is_Known : constant Boolean := Known_Texts.Contains (Digest);
   begin
      if not Is_Known then
         Parsing.Parse (Text, The_Repository, Added);
         if Natural (Known_Texts.Length) < Max_Known_Texts then
            Known_Texts.Insert (Digest);
         end if;
      end if;
      Show (The_Repository, Added, Is_Known);
   end Add;

end Interface_Repository.Store;
