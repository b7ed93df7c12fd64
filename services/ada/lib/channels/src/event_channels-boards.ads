--  Which channels there are, and who has which place.

with Ada.Strings.Unbounded;

generic
   --  Of a channel; all its components have defaults.
   type Properties is private;

   type Roles is (<>);

   with function Idle_Ms (At_Place : Place) return Long_Long_Integer;

package Event_Channels.Boards is

   Max_Channels : constant := 32;

   --  When all places are taken, whoever has not come for so long loses his.
   Idle_Limit_Ms : constant := 300_000;

   subtype Channel_Count is Natural range 0 .. Max_Channels;
   subtype Channel_Index is Channel_Count range 1 .. Max_Channels;

   type Channel is record
      Is_Used : Boolean := False;
      Name    : Ada.Strings.Unbounded.Unbounded_String;
      Quality : Properties;
      Events  : Long_Long_Integer := 0;
   end record;

   --  Channel is 0 for nobody, and for one who is about to come.
   type Holder is record
      Whose   : Owner_Id := 0;
      Channel : Channel_Count := 0;
      Role    : Roles := Roles'First;
   end record;

   type Channel_List is array (Channel_Index) of Channel;
   type Holder_List is array (Place) of Holder;

   type Outcomes is (Done, There_Already, No_Room);

   procedure Add (Name : String; Quality : Properties; Outcome : out Outcomes);

   --  Gone are those who were at it.
   procedure Remove (Name : String; Gone : out Holder_List);

   procedure Count (Index : Channel_Index; Events : Natural);

   --  0 where there is no such channel.
   function Find (Name : String) return Channel_Count;

   function Channels return Channel_List;
   function Holders return Holder_List;

   --  A place for somebody new, who is seen once Confirm is called. Former is
   --  who lost it, 0 for nobody; Whose is 0 where there is none to have.
   procedure Reserve (Role : Roles; Where : out Place; Whose, Former : out Owner_Id);

   --  Is_Done is False where the channel is gone.
   procedure Confirm (Where : Place; Whose : Owner; Name : String; Is_Done : out Boolean);

   procedure Release (Where : Place; Whose : Owner);

end Event_Channels.Boards;
