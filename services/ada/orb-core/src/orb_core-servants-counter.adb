package body Orb_Core.Servants.Counter is

   use Orb_Core.Signatures;
   use type Kit.JSON.Value;

   By : constant Parameter := (new String'("by"), Long);

   All_Operations : constant Operation_List :=
     ((new String'("value"), Long_Long, No_Parameters, 0),
      (new String'("increment"), Long_Long, (By, others => <>), 1),
      (new String'("decrement"), Long_Long, (By, others => <>), 1),
      (new String'("reset"), Void, No_Parameters, 0));

   procedure Move (Self : in out Instance; By : Long_Long_Integer);

   function Operations (Self : Instance) return Operation_List is (All_Operations);

   ----------
   -- Move --
   ----------

   procedure Move (Self : in out Instance; By : Long_Long_Integer) is
   begin
      Self.Now := Self.Now + By;
   exception
      when Constraint_Error =>
         Throw_User (Overflow_Id, "the counter is a long long");
   end Move;

   ------------
   -- Invoke --
   ------------

   overriding procedure Invoke
     (Self      : in out Instance;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value) is
   begin
      if Operation = "increment" then
         Move (Self, Whole (Arguments, 1));
      elsif Operation = "decrement" then
         Move (Self, -Whole (Arguments, 1));
      elsif Operation = "reset" then
         Self.Now := 0;
         return;
      end if;
      Result := +Self.Now;
   end Invoke;

end Orb_Core.Servants.Counter;
