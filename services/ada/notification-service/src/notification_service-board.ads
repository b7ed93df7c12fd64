--  Which channels there are, and who has which place.

with Ada.Strings.Unbounded;
with Notification_Service.Mailboxes;
with Notification_Service.QoS;

package Notification_Service.Board is

   use Notification_Service.Mailboxes;

   Max_Channels : constant := 32;

   --  When all places are taken, whoever has not come for so long loses his.
   Idle_Limit_Ms : constant := 300_000;

   subtype Channel_Count is Natural range 0 .. Max_Channels;
   subtype Channel_Index is Channel_Count range 1 .. Max_Channels;

   type Channel is record
      Is_Used : Boolean := False;
      Name    : Ada.Strings.Unbounded.Unbounded_String;
      Quality : QoS.Properties;
      Events  : Long_Long_Integer := 0;
   end record;

   --  Channel is 0 for nobody, and for one who is about to come.
   type Subscription is record
      Whose   : Owner_Id := 0;
      Channel : Channel_Count := 0;
   end record;

   type Channel_List is array (Channel_Index) of Channel;
   type Subscription_List is array (Place) of Subscription;

   type Outcomes is (Done, There_Already, No_Room);

   procedure Add (Name : String; Quality : QoS.Properties; Outcome : out Outcomes);

   --  Gone are those who were subscribed to it.
   procedure Remove (Name : String; Gone : out Subscription_List);

   procedure Count (Index : Channel_Index; Events : Natural);

   --  0 where there is no such channel.
   function Find (Name : String) return Channel_Count;

   function Channels return Channel_List;
   function Subscriptions return Subscription_List;

   --  A place for somebody new, who is seen once Confirm is called. Former is
   --  who lost it, 0 for nobody; Whose is 0 where there is none to have.
   procedure Reserve (Where : out Place; Whose, Former : out Owner_Id);

   --  Is_Done is False where the channel is gone.
   procedure Confirm (Where : Place; Whose : Owner; Name : String; Is_Done : out Boolean);

   procedure Release (Where : Place; Whose : Owner);

end Notification_Service.Board;
