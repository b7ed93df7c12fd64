package body Event_Channels.Waiting is

   protected Places is
      procedure Set_Limit (To : Positive);
      procedure Take (Is_Done : out Boolean);
      procedure Give;
      function Limit return Positive;
   private
      Most  : Positive := 16;
      Taken : Natural  := 0;
   end Places;

   protected body Places is

      procedure Set_Limit (To : Positive) is
      begin
         Most := To;
      end Set_Limit;

      procedure Take (Is_Done : out Boolean) is
      begin
         Is_Done := Taken < Most;
         Taken   := Taken + (if Is_Done then 1 else 0);
      end Take;

      procedure Give is
      begin
         Taken := Taken - 1;
      end Give;

      function Limit return Positive is (Most);

   end Places;

   procedure Configure (Max_Workers : Positive) is
   begin
      Places.Set_Limit (Integer'Max (1, Max_Workers / 4));
   end Configure;

   function Limit return Positive is (Places.Limit);

   procedure Enter (Is_Allowed : out Boolean) is
   begin
      Places.Take (Is_Allowed);
   end Enter;

   procedure Leave is
   begin
      Places.Give;
   end Leave;

end Event_Channels.Waiting;
