with Ada.Strings.Unbounded;
with Kit.HTTP;
with Notification_Service.Board;

package body Notification_Service.Channels is

   use Ada.Strings.Unbounded;
   use Notification_Service.Board;
   use Notification_Service.Mailboxes;
   use type Kit.JSON.Value;

   Max_Name_Length : constant := 64;

   function Id_Image (Item : Owner) return String;

   procedure Look_Up
     (Name : String; Index : out Channel_Count; Item : out Channel;
      Subscribed : out Subscription_List);

   function Image
     (Index : Channel_Index; Item : Channel; Subscribed : Subscription_List)
      return Kit.JSON.Value;

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
      Index := Board.Find (Name);
      if Index = 0 then
         Kit.HTTP.Refuse (404, "no channel has the name " & Name);
      end if;
      Item       := Board.Channels (Index);
      Subscribed := Board.Subscriptions;
   end Look_Up;

   ---------
   -- Add --
   ---------

   procedure Add (Name : String; Quality : QoS.Properties) is
      Outcome : Outcomes;
   begin
      if Name'Length not in 1 .. Max_Name_Length
        or else (for some Item of Name =>
                   Item not in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '-' | '_' | '.')
      then
         Kit.HTTP.Refuse
           (400, "the name of a channel has 1 to 64 letters, digits and - _ .");
      end if;
      Board.Add (Name, Quality, Outcome);
      case Outcome is
         when Done          => null;
         when There_Already =>
            Kit.HTTP.Refuse (409, "there is a channel of the name " & Name & " already");
         when No_Room       =>
            Kit.HTTP.Refuse (503, "no more than" & Max_Channels'Image & " channels are held");
      end case;
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
      List       : constant Channel_List      := Board.Channels;
      Subscribed : constant Subscription_List := Board.Subscriptions;
      Result     : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Index in List'Range loop
         if List (Index).Is_Used then
            Kit.JSON.Append (Result, Image (Index, List (Index), Subscribed));
         end if;
      end loop;
      return Result;
   end Images;

begin
   Add (Naming, (others => <>));
   Add (ORB, (others => <>));
end Notification_Service.Channels;
