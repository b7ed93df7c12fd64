package body Kit.Server.Crowd is

   use Kit.Server.Connections;

   -----------
   -- Weigh --
   -----------

   procedure Weigh
     (Within   : Connection_List;
      Total    : out Long_Long_Integer;
      Heaviest : out Natural)
   is
      Most : Natural := 0;
      Here : Natural;
   begin
      Total    := 0;
      Heaviest := 0;
      for Index in Within'Range loop
         Here  := Size (Within (Index).all);
         Total := Total + Long_Long_Integer (Here);
         if Within (Index).State = Reading and then Here > Most then
            Most     := Here;
            Heaviest := Index;
         end if;
      end loop;
   end Weigh;

   ---------------
   -- Most_Idle --
   ---------------

   function Most_Idle (Within : Connection_List) return Natural is
      Result : Natural := 0;

      function Goes_First (Left, Right : Connection) return Boolean is
        (if Left.Fresh = Right.Fresh then Left.Deadline < Right.Deadline else Right.Fresh);

   begin
      for Index in Within'Range loop
         if (Is_Idle (Within (Index).all)
             or else (Within (Index).State = Reading and then Within (Index).Fresh))
           and then (Result = 0
                     or else Goes_First (Within (Index).all, Within (Result).all))
         then
            Result := Index;
         end if;
      end loop;
      return Result;
   end Most_Idle;

end Kit.Server.Crowd;
