with Ada.Containers.Indefinite_Hashed_Sets;
with Ada.Finalization;
with Ada.Strings.Hash;
with GNAT.SHA256;
with Interface_Repository.Parsing;

package body Interface_Repository.Store is

   package Text_Sets is new Ada.Containers.Indefinite_Hashed_Sets
     (String, Ada.Strings.Hash, "=");

   protected type Gate is
      entry Seize;
      procedure Release;
   private
      Is_Taken : Boolean := False;
   end Gate;

   type Gate_Access is not null access all Gate;

   --  As long as one is in scope the gate is shut for other tasks.
   type Hold (Of_Gate : Gate_Access) is new Ada.Finalization.Limited_Controlled
     with null record;

   overriding procedure Initialize (Item : in out Hold);
   overriding procedure Finalize (Item : in out Hold);

   --  Who adds holds the first for as long as it parses, and the second for a
   --  moment, so that readers need not wait for a text.
   To_Add : aliased Gate;
   To_See : aliased Gate;

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
   begin
      Item.Of_Gate.Seize;
   end Initialize;

   overriding procedure Finalize (Item : in out Hold) is
   begin
      Item.Of_Gate.Release;
   end Finalize;

   --  A copy of it, and its successor.
   procedure Get (Repo : out Model.Repository);
   procedure Put (Repo : Model.Repository);

   procedure Get (Repo : out Model.Repository) is
      Held : Hold (To_See'Access);
      pragma Unreferenced (Held);
   begin
      Repo := The_Repository;
   end Get;

   procedure Put (Repo : Model.Repository) is
      Held : Hold (To_See'Access);
      pragma Unreferenced (Held);
   begin
      The_Repository := Repo;
   end Put;

   ----------
   -- Read --
   ----------

   procedure Read (Action : not null access procedure (Repo : Model.Repository)) is
      Held : Hold (To_See'Access);
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
      Held     : Hold (To_Add'Access);
      pragma Unreferenced (Held);
      Next     : Model.Repository;
      Added    : Model.Index_Vectors.Vector;
      Is_Known : constant Boolean := Known_Texts.Contains (Digest);
   begin
      if not Is_Known then
         Get (Next);
         Parsing.Parse (Text, Next, Added);
         Put (Next);
         if Natural (Known_Texts.Length) < Max_Known_Texts then
            Known_Texts.Insert (Digest);
         end if;
      end if;
      Show (Next, Added, Is_Known);
   end Add;

end Interface_Repository.Store;
