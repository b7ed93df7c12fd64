package body Event_Channels.Boards is

   use Ada.Strings.Unbounded;

   protected State is
      procedure Add (Name : String; Quality : Properties; Outcome : out Outcomes);
      procedure Remove (Name : String; Gone : out Holder_List);
      procedure Count (Index : Channel_Index; Events : Natural);
      procedure Reserve (Role : Roles; Where : out Place; Whose, Former : out Owner_Id);
      procedure Confirm
        (Where : Place; Whose : Owner; Name : String; Is_Done : out Boolean);
      procedure Release (Where : Place; Whose : Owner);
      function Index_Of (Name : String) return Channel_Count;
      function All_Channels return Channel_List;
      function All_Holders return Holder_List;
   private
      Channels : Channel_List;
      Holders  : Holder_List;
      Newest   : Owner_Id := 0;
   end State;

   -----------
   -- State --
   -----------

   protected body State is

      procedure Add (Name : String; Quality : Properties; Outcome : out Outcomes) is
      begin
         if Index_Of (Name) > 0 then
            Outcome := There_Already;
            return;
         end if;
         for Item of Channels loop
            if not Item.Is_Used then
               Item    := (True, To_Unbounded_String (Name), Quality, 0);
               Outcome := Done;
               return;
            end if;
         end loop;
         Outcome := No_Room;
      end Add;

      procedure Remove (Name : String; Gone : out Holder_List) is
         Index : constant Channel_Count := Index_Of (Name);
      begin
         Gone := (others => <>);
         if Index = 0 then
            return;
         end if;
         Channels (Index) := (others => <>);
         for Where in Place loop
            if Holders (Where).Channel = Index then
               Gone (Where)    := Holders (Where);
               Holders (Where) := (others => <>);
            end if;
         end loop;
      end Remove;

      procedure Count (Index : Channel_Index; Events : Natural) is
      begin
         Channels (Index).Events := Channels (Index).Events + Long_Long_Integer (Events);
      end Count;

      procedure Reserve (Role : Roles; Where : out Place; Whose, Former : out Owner_Id) is
         Longest : Long_Long_Integer := -1;
         Idle    : Long_Long_Integer;
      begin
         Where  := Place'First;
         Whose  := 0;
         Former := 0;
         for Each in Place loop
            Idle :=
              (if Holders (Each).Whose = 0 then Long_Long_Integer'Last else Idle_Ms (Each));
            if Idle > Longest then
               Longest := Idle;
               Where   := Each;
            end if;
         end loop;
         if Longest >= Idle_Limit_Ms then
            Former := Holders (Where).Whose;
            Newest := Newest + 1;
            Whose  := Newest;
            Holders (Where) := (Whose => Newest, Channel => 0, Role => Role);
         end if;
      end Reserve;

      procedure Confirm
        (Where : Place; Whose : Owner; Name : String; Is_Done : out Boolean)
      is
         Index : constant Channel_Count := Index_Of (Name);
      begin
         Is_Done := Index > 0 and then Holders (Where).Whose = Whose;
         if Is_Done then
            Holders (Where).Channel := Index;
         end if;
      end Confirm;

      procedure Release (Where : Place; Whose : Owner) is
      begin
         if Holders (Where).Whose = Whose then
            Holders (Where) := (others => <>);
         end if;
      end Release;

      function Index_Of (Name : String) return Channel_Count is
      begin
         for Index in Channel_Index loop
            if Channels (Index).Is_Used and then Channels (Index).Name = Name then
               return Index;
            end if;
         end loop;
         return 0;
      end Index_Of;

      function All_Channels return Channel_List is (Channels);
      function All_Holders return Holder_List is (Holders);

   end State;

   procedure Add (Name : String; Quality : Properties; Outcome : out Outcomes) is
   begin
      State.Add (Name, Quality, Outcome);
   end Add;

   procedure Remove (Name : String; Gone : out Holder_List) is
   begin
      State.Remove (Name, Gone);
   end Remove;

   procedure Count (Index : Channel_Index; Events : Natural) is
   begin
      State.Count (Index, Events);
   end Count;

   function Find (Name : String) return Channel_Count is (State.Index_Of (Name));
   function Channels return Channel_List is (State.All_Channels);
   function Holders return Holder_List is (State.All_Holders);

   procedure Reserve (Role : Roles; Where : out Place; Whose, Former : out Owner_Id) is
   begin
      State.Reserve (Role, Where, Whose, Former);
   end Reserve;

   procedure Confirm (Where : Place; Whose : Owner; Name : String; Is_Done : out Boolean) is
   begin
      State.Confirm (Where, Whose, Name, Is_Done);
   end Confirm;

   procedure Release (Where : Place; Whose : Owner) is
   begin
      State.Release (Where, Whose);
   end Release;

end Event_Channels.Boards;
