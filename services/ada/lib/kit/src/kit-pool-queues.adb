package body Kit.Pool.Queues is

   procedure Append (To : in out Ring; Item : not null Job_Access);
   procedure Take_First (From : in out Ring; Item : out Job_Access);
   function Nth (Within : Ring; Offset : Natural) return Job_Access is
     (Within.Jobs ((Within.First + Offset) mod Capacity));

   --  How many of the first Limit arrived by then.
   function Arrived_By
     (Within : Ring; Limit : Natural; Time : Kit.Clock.Nanoseconds) return Natural;

   ------------
   -- Append --
   ------------

   procedure Append (To : in out Ring; Item : not null Job_Access) is
   begin
      To.Jobs ((To.First + To.Count) mod Capacity) := Item;
      To.Count := To.Count + 1;
   end Append;

   ----------------
   -- Take_First --
   ----------------

   procedure Take_First (From : in out Ring; Item : out Job_Access) is
   begin
      Item := From.Jobs (From.First);
      From.Jobs (From.First) := null;
      From.First := (From.First + 1) mod Capacity;
      From.Count := From.Count - 1;
   end Take_First;

   ----------------
   -- Arrived_By --
   ----------------

   function Arrived_By
     (Within : Ring; Limit : Natural; Time : Kit.Clock.Nanoseconds) return Natural is
   begin
      for Offset in 0 .. Limit - 1 loop
         if Nth (Within, Offset).Arrived > Time then
            return Offset;
         end if;
      end loop;
      return Limit;
   end Arrived_By;

   --------------
   -- Finished --
   --------------

   protected body Finished is

      procedure Put (Item : not null Job_Access) is
      begin
         Append (Jobs, Item);
      end Put;

      procedure Take (Item : out Job_Access) is
      begin
         Item := null;
         if Jobs.Count > 0 then
            Take_First (Jobs, Item);
         end if;
      end Take;

   end Finished;

   -----------
   -- To_Do --
   -----------

   protected body To_Do is

      procedure Configure (Large_At_Once : Positive) is
      begin
         Most_Large := Large_At_Once;
      end Configure;

      procedure Put (Item : not null Job_Access; Is_Large : Boolean) is
      begin
         if Is_Large then
            Append (Large, Item);
         else
            Append (Small, Item);
         end if;
      end Put;

      function Large_Ready return Natural is
        (Natural'Min (Large.Count, Most_Large - Running));

      entry Get_First (Item : out Job_Access; Is_Large : out Boolean)
        when Small.Count > 0 or else (Large.Count > 0 and then Running < Most_Large)
      is
      begin
         Expected := Expected - 1;
         Take (Item, Is_Large);
      end Get_First;

      entry Get (Item : out Job_Access; Is_Large : out Boolean)
        when Small.Count > 0 or else (Large.Count > 0 and then Running < Most_Large)
      is
      begin
         Take (Item, Is_Large);
      end Get;

      --  The one that arrived first.
      procedure Take (Item : out Job_Access; Is_Large : out Boolean) is
      begin
         Is_Large := Large_Ready > 0
           and then (Small.Count = 0 or else Nth (Large, 0).Arrived < Nth (Small, 0).Arrived);
         if Is_Large then
            Running := Running + 1;
            Take_First (Large, Item);
         else
            Take_First (Small, Item);
         end if;
      end Take;

      procedure End_Large is
      begin
         Running := Running - 1;
      end End_Large;

      function Waiting return Natural is
        (Integer'Max (0, Small.Count + Large_Ready - Get'Count - Expected));

      function Waiting_Since (Time : Kit.Clock.Nanoseconds) return Natural is
        (Natural'Min
           (Waiting,
            Arrived_By (Small, Small.Count, Time) + Arrived_By (Large, Large_Ready, Time)));

      function Oldest return Kit.Clock.Nanoseconds is
        (if Waiting = 0 then Kit.Clock.Nanoseconds'Last
         else Kit.Clock.Nanoseconds'Min
           ((if Small.Count = 0 then Kit.Clock.Nanoseconds'Last else Nth (Small, 0).Arrived),
            (if Large_Ready = 0 then Kit.Clock.Nanoseconds'Last else Nth (Large, 0).Arrived)));

      procedure Expect_One is
      begin
         Expected := Expected + 1;
      end Expect_One;

   end To_Do;

end Kit.Pool.Queues;
