with Ada.Strings.Unbounded;
with Kit.HTTP;

package body Notification_Service.Channels is

   use Ada.Strings.Unbounded;
   use Notification_Service.Mailboxes;
   use type Kit.JSON.Value;

   Max_Name_Length : constant := 64;

   subtype Channel_Count is Natural range 0 .. Max_Channels;
   subtype Channel_Index is Channel_Count range 1 .. Max_Channels;

   type Channel is record
      Is_Used : Boolean := False;
      Name    : Unbounded_String;
      Quality : QoS.Properties;
      Events  : Long_Long_Integer := 0;
   end record;

   type Subscription is record
      Whose   : Owner_Id := 0;
      Channel : Channel_Count := 0;
   end record;

   type Channel_List is array (Channel_Index) of Channel;
   type Subscription_List is array (Place) of Subscription;

   protected Board is
      procedure Add (Name : String; Quality : QoS.Properties; Is_New, Is_Done : out Boolean);
      procedure Remove (Name : String; Gone : out Subscription_List);
      procedure Count (Index : Channel_Index; Events : Natural);

      --  Index is 0 where there is no such channel.
      procedure Find
        (Name : String; Index : out Channel_Count; Item : out Channel;
         Subscribed : out Subscription_List);

      --  The place is taken, and becomes known with Subscribed. Former is who
      --  lost it, 0 for nobody; Whose is 0 where there is none to have.
      procedure Reserve (Where : out Place; Whose, Former : out Owner_Id);
      procedure Confirm (Where : Place; Whose : Owner; Name : String; Is_Done : out Boolean);
      procedure Release (Where : Place; Whose : Owner);
      function All_Channels return Channel_List;
   private
      Channels      : Channel_List;
      Subscriptions : Subscription_List;
      Newest        : Owner_Id := 0;
   end Board;

   function Index_Of (Within : Channel_List; Name : String) return Channel_Count;

   function Id_Image (Item : Owner) return String;

   procedure Look_Up
     (Name : String; Index : out Channel_Count; Item : out Channel;
      Subscribed : out Subscription_List);

   function Image
     (Index : Channel_Index; Item : Channel; Subscribed : Subscription_List)
      return Kit.JSON.Value;

   --------------
   -- Index_Of --
   --------------

   function Index_Of (Within : Channel_List; Name : String) return Channel_Count is
   begin
      for Index in Channel_Index loop
         if Within (Index).Is_Used and then Within (Index).Name = Name then
            return Index;
         end if;
      end loop;
      return 0;
   end Index_Of;

   -----------
   -- Board --
   -----------

   protected body Board is

      procedure Add (Name : String; Quality : QoS.Properties; Is_New, Is_Done : out Boolean) is
      begin
         Is_New  := Index_Of (Channels, Name) = 0;
         Is_Done := False;
         for Item of Channels loop
            exit when not Is_New or else Is_Done;
            if not Item.Is_Used then
               Item    := (True, To_Unbounded_String (Name), Quality, 0);
               Is_Done := True;
            end if;
         end loop;
      end Add;

      procedure Remove (Name : String; Gone : out Subscription_List) is
         Index : constant Channel_Count := Index_Of (Channels, Name);
      begin
         Gone := (others => <>);
         if Index = 0 then
            return;
         end if;
         Channels (Index) := (others => <>);
         for Where in Place loop
            if Subscriptions (Where).Channel = Index then
               Gone (Where) := Subscriptions (Where);
               Subscriptions (Where) := (others => <>);
            end if;
         end loop;
      end Remove;

      procedure Count (Index : Channel_Index; Events : Natural) is
      begin
         Channels (Index).Events := Channels (Index).Events + Long_Long_Integer (Events);
      end Count;

      procedure Find
        (Name : String; Index : out Channel_Count; Item : out Channel;
         Subscribed : out Subscription_List) is
      begin
         Index := Index_Of (Channels, Name);
         if Index > 0 then
            Item       := Channels (Index);
            Subscribed := Subscriptions;
         end if;
      end Find;

      procedure Reserve (Where : out Place; Whose, Former : out Owner_Id) is
         Longest : Long_Long_Integer := -1;
         Idle    : Long_Long_Integer;
      begin
         Where  := Place'First;
         Whose  := 0;
         Former := 0;
         for Each in Place loop
            Idle :=
              (if Subscriptions (Each).Whose = 0 then Long_Long_Integer'Last
               else Idle_Ms (Each));
            if Idle > Longest then
               Longest := Idle;
               Where   := Each;
            end if;
         end loop;
         if Longest >= Idle_Limit_Ms then
            Former := Subscriptions (Where).Whose;
            Newest := Newest + 1;
            Whose  := Newest;
            Subscriptions (Where) := (Whose => Newest, Channel => 0);
         end if;
      end Reserve;

      procedure Confirm (Where : Place; Whose : Owner; Name : String; Is_Done : out Boolean) is
         Index : constant Channel_Count := Index_Of (Channels, Name);
      begin
         Is_Done := Index > 0 and then Subscriptions (Where).Whose = Whose;
         if Is_Done then
            Subscriptions (Where).Channel := Index;
         end if;
      end Confirm;

      procedure Release (Where : Place; Whose : Owner) is
      begin
         if Subscriptions (Where).Whose = Whose then
            Subscriptions (Where) := (others => <>);
         end if;
      end Release;

      function All_Channels return Channel_List is (Channels);

   end Board;

   --------------
   -- Id_Image --
   --------------

   function Id_Image (Item : Owner) return String is
      Image : constant String := Item'Image;
   begin
      return 's' & Image (Image'First + 1 .. Image'Last);
   end Id_Image;

   -------------
   -- Look_Up --
   -------------

   procedure Look_Up
     (Name : String; Index : out Channel_Count; Item : out Channel;
      Subscribed : out Subscription_List) is
   begin
      Board.Find (Name, Index, Item, Subscribed);
      if Index = 0 then
         Kit.HTTP.Refuse (404, "no channel has the name " & Name);
      end if;
   end Look_Up;

   ---------
   -- Add --
   ---------

   procedure Add (Name : String; Quality : QoS.Properties) is
      Is_New, Is_Done : Boolean;
   begin
      if Name'Length not in 1 .. Max_Name_Length
        or else (for some Item of Name =>
                   Item not in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '-' | '_' | '.')
      then
         Kit.HTTP.Refuse
           (400, "the name of a channel has 1 to 64 letters, digits and - _ .");
      end if;
      Board.Add (Name, Quality, Is_New, Is_Done);
      if not Is_New then
         Kit.HTTP.Refuse (409, "there is a channel of the name " & Name & " already");
      elsif not Is_Done then
         Kit.HTTP.Refuse (503, "no more than" & Max_Channels'Image & " channels are held");
      end if;
   end Add;

   ------------
   -- Remove --
   ------------

   procedure Remove (Name : String) is
      Index      : Channel_Count;
      Item       : Channel;
      Subscribed : Subscription_List;
   begin
      Look_Up (Name, Index, Item, Subscribed);
      if Name in Naming | ORB then
         Kit.HTTP.Refuse (409, "the channel " & Name & " is always there");
      end if;
      Board.Remove (Name, Subscribed);
      for Where in Place loop
         if Subscribed (Where).Whose > 0 then
            Close (Where, Subscribed (Where).Whose);
         end if;
      end loop;
   end Remove;

   -------------
   -- Quality --
   -------------

   function Quality (Name : String) return QoS.Properties is
      Index      : Channel_Count;
      Item       : Channel;
      Subscribed : Subscription_List;
   begin
      Look_Up (Name, Index, Item, Subscribed);
      return Item.Quality;
   end Quality;

   ----------
   -- Push --
   ----------

   procedure Push (Name : String; Items : Event_List; Deliveries : out Natural) is
      Index      : Channel_Count;
      Item       : Channel;
      Subscribed : Subscription_List;
      Is_Wanted  : Boolean;
   begin
      Look_Up (Name, Index, Item, Subscribed);
      Board.Count (Index, Items'Length);
      Deliveries := 0;
      for Where in Place loop
         if Subscribed (Where).Channel = Index then
            for Event of Items loop
               Offer (Where, Subscribed (Where).Whose, Event, Is_Wanted);
               Deliveries := Deliveries + (if Is_Wanted then 1 else 0);
            end loop;
         end if;
      end loop;
   end Push;

   ---------------
   -- Subscribe --
   ---------------

   function Subscribe
     (Name : String; Filter : Filters.Filter; Quality : QoS.Properties) return String
   is
      Where         : Place;
      Whose, Former : Owner_Id;
      Is_Done       : Boolean;
   begin
      Board.Reserve (Where, Whose, Former);
      if Whose = 0 then
         Kit.HTTP.Refuse (503, "no more than" & Max_Mailboxes'Image & " subscribers are held");
      end if;
      if Former > 0 then
         Close (Where, Former);
      end if;
      Open (Where, Whose, Filter, Quality);
      Board.Confirm (Where, Whose, Name, Is_Done);
      if not Is_Done then
         Board.Release (Where, Whose);
         Close (Where, Whose);
         Kit.HTTP.Refuse (404, "no channel has the name " & Name);
      end if;
      return Id_Image (Whose);
   end Subscribe;

   ----------
   -- Find --
   ----------

   procedure Find
     (Name, Id : String; Place : out Mailboxes.Place; Owner : out Mailboxes.Owner)
   is
      Index      : Channel_Count;
      Item       : Channel;
      Subscribed : Subscription_List;
   begin
      Look_Up (Name, Index, Item, Subscribed);
      for Where in Subscribed'Range loop
         if Subscribed (Where).Channel = Index
           and then Id_Image (Subscribed (Where).Whose) = Id
         then
            Place := Where;
            Owner := Subscribed (Where).Whose;
            return;
         end if;
      end loop;
      Kit.HTTP.Refuse (404, "no subscriber of " & Name & " has the id " & Id);
   end Find;

   -----------------
   -- Unsubscribe --
   -----------------

   procedure Unsubscribe (Name, Id : String) is
      Where : Mailboxes.Place;
      Whose : Mailboxes.Owner;
   begin
      Find (Name, Id, Where, Whose);
      Board.Release (Where, Whose);
      Close (Where, Whose);
   end Unsubscribe;

   -----------
   -- Image --
   -----------

   function Image
     (Index : Channel_Index; Item : Channel; Subscribed : Subscription_List)
      return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Ids    : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Each of Subscribed loop
         if Each.Channel = Index then
            Kit.JSON.Append (Ids, +Id_Image (Each.Whose));
         end if;
      end loop;
      Kit.JSON.Add (Result, "name", To_String (Item.Name));
      Kit.JSON.Add (Result, "builtIn", To_String (Item.Name) in Naming | ORB);
      Kit.JSON.Add (Result, "qos", QoS.Image (Item.Quality));
      Kit.JSON.Add (Result, "events", Item.Events);
      Kit.JSON.Add (Result, "subscribers", Ids);
      return Result;
   end Image;

   function Image (Name : String) return Kit.JSON.Value is
      Index      : Channel_Count;
      Item       : Channel;
      Subscribed : Subscription_List;
   begin
      Look_Up (Name, Index, Item, Subscribed);
      return Image (Index, Item, Subscribed);
   end Image;

   ------------
   -- Images --
   ------------

   function Images return Kit.JSON.Value is
      Result     : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Index      : Channel_Count;
      Item       : Channel;
      Subscribed : Subscription_List;
   begin
      for Each of Board.All_Channels loop
         Index := 0;
         if Each.Is_Used then
            Board.Find (To_String (Each.Name), Index, Item, Subscribed);
         end if;
         if Index > 0 then
            Kit.JSON.Append (Result, Image (Index, Item, Subscribed));
         end if;
      end loop;
      return Result;
   end Images;

begin
   Add (Naming, (others => <>));
   Add (ORB, (others => <>));
end Notification_Service.Channels;
