package body POA_Manager.Locking is

   protected Turn is
      entry Take;
      procedure Give;
   private
      Taken : Boolean := False;
   end Turn;

   ----------
   -- Turn --
   ----------

   protected body Turn is

      entry Take when not Taken is
      begin
         Taken := True;
      end Take;

      procedure Give is
      begin
         Taken := False;
      end Give;

   end Turn;

   ----------------
   -- Initialize --
   ----------------

   overriding procedure Initialize (Item : in out Hold) is
      pragma Unreferenced (Item);
   begin
      Turn.Take;
   end Initialize;

   --------------
   -- Finalize --
   --------------

   overriding procedure Finalize (Item : in out Hold) is
      pragma Unreferenced (Item);
   begin
      Turn.Give;
   end Finalize;

end POA_Manager.Locking;
