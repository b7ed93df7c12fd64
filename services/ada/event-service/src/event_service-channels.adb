with Ada.Strings.Unbounded;
with Event_Service.Board;
with Kit.HTTP;

package body Event_Service.Channels is

   use Ada.Strings.Unbounded;
   use Event_Service.Board;
   use Event_Service.Connections;
   use type Kit.JSON.Value;

   Max_Name_Length : constant := 64;

   function Id_Image (Item : Owner_Id; Role : Roles) return String;
   procedure Refuse_Channel (Name : String) with No_Return;

   function Image
     (Index : Channel_Index; Item : Channel; Held : Holder_List) return Kit.JSON.Value;

   --------------
   -- Id_Image --
   --------------

   function Id_Image (Item : Owner_Id; Role : Roles) return String is
      Image : constant String := Item'Image;
   begin
      return
        (case Role is when Consumer => 'c', when Supplier => 'p')
        & Image (Image'First + 1 .. Image'Last);
   end Id_Image;

   --------------------
   -- Refuse_Channel --
   --------------------

   procedure Refuse_Channel (Name : String) is
   begin
      Kit.HTTP.Refuse (404, "no channel has the name " & Name);
   end Refuse_Channel;

   -----------
   -- Check --
   -----------

   procedure Check (Name : String) is
   begin
      if Board.Find (Name) = 0 then
         Refuse_Channel (Name);
      end if;
   end Check;

   ---------
   -- Add --
   ---------

   procedure Add (Name : String) is
      Outcome : Outcomes;
   begin
      if Name'Length not in 1 .. Max_Name_Length
        or else (for some Item of Name =>
                   Item not in 'a' .. 'z' | 'A' .. 'Z' | '0' .. '9' | '-' | '_' | '.')
      then
         Kit.HTTP.Refuse
           (400, "the name of a channel has 1 to 64 letters, digits and - _ .");
      end if;
      Board.Add (Name, Outcome);
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
      Gone : Holder_List;
   begin
      Check (Name);
      if Name in Naming | ORB then
         Kit.HTTP.Refuse (409, "the channel " & Name & " is always there");
      end if;
      Board.Remove (Name, Gone);
      for Where in Place loop
         if Gone (Where).Whose > 0 then
            Close (Where, Gone (Where).Whose);
         end if;
      end loop;
   end Remove;

   -------------
   -- Deliver --
   -------------

   procedure Deliver (Name : String; Items : Events.Event_List) is
      Index : constant Channel_Count := Board.Find (Name);
      Held  : constant Holder_List   := Board.Holders;
   begin
      if Index = 0 then
         Refuse_Channel (Name);
      end if;
      Board.Count (Index, Items'Length);
      for Where in Place loop
         if Held (Where).Channel = Index and then Held (Where).Role = Consumer then
            for Item of Items loop
               Put (Where, Held (Where).Whose, Item.Text);
            end loop;
         end if;
      end loop;
   end Deliver;

   -------------
   -- Connect --
   -------------

   function Connect
     (Name : String; Role : Connections.Roles; Limit : Buffers.Limits) return String
   is
      Where         : Place;
      Whose, Former : Owner_Id;
      Is_Done       : Boolean;
   begin
      Board.Reserve (Role, Where, Whose, Former);
      if Whose = 0 then
         Kit.HTTP.Refuse
           (503, "no more than" & Max_Connections'Image & " consumers and suppliers are held");
      end if;
      if Former > 0 then
         Close (Where, Former);
      end if;
      Open (Where, Whose, Role, Limit);
      Board.Confirm (Where, Whose, Name, Is_Done);
      if not Is_Done then
         Board.Release (Where, Whose);
         Close (Where, Whose);
         Refuse_Channel (Name);
      end if;
      return Id_Image (Whose, Role);
   end Connect;

   ----------
   -- Find --
   ----------

   procedure Find
     (Name, Id : String;
      Role     : Connections.Roles;
      Place    : out Connections.Place;
      Owner    : out Connections.Owner)
   is
      Index : constant Channel_Count := Board.Find (Name);
      Held  : constant Holder_List   := Board.Holders;
   begin
      if Index = 0 then
         Refuse_Channel (Name);
      end if;
      for Where in Held'Range loop
         if Held (Where).Channel = Index and then Held (Where).Role = Role
           and then Id_Image (Held (Where).Whose, Role) = Id
         then
            Place := Where;
            Owner := Held (Where).Whose;
            return;
         end if;
      end loop;
      Kit.HTTP.Refuse
        (404,
         "no " & (case Role is when Consumer => "consumer", when Supplier => "supplier")
         & " of " & Name & " has the id " & Id);
   end Find;

   ----------------
   -- Disconnect --
   ----------------

   procedure Disconnect (Name, Id : String; Role : Connections.Roles) is
      Where : Connections.Place;
      Whose : Connections.Owner;
   begin
      Find (Name, Id, Role, Where, Whose);
      Board.Release (Where, Whose);
      Close (Where, Whose);
   end Disconnect;

   -----------
   -- Image --
   -----------

   function Image
     (Index : Channel_Index; Item : Channel; Held : Holder_List) return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;

      function Ids (Role : Roles) return Kit.JSON.Value;

      function Ids (Role : Roles) return Kit.JSON.Value is
      begin
         return List : Kit.JSON.Value := Kit.JSON.Empty_Array do
            for Each of Held loop
               if Each.Channel = Index and then Each.Role = Role then
                  Kit.JSON.Append (List, +Id_Image (Each.Whose, Role));
               end if;
            end loop;
         end return;
      end Ids;

   begin
      Kit.JSON.Add (Result, "name", To_String (Item.Name));
      Kit.JSON.Add (Result, "builtIn", To_String (Item.Name) in Naming | ORB);
      Kit.JSON.Add (Result, "events", Item.Events);
      Kit.JSON.Add (Result, "consumers", Ids (Consumer));
      Kit.JSON.Add (Result, "suppliers", Ids (Supplier));
      return Result;
   end Image;

   function Image (Name : String) return Kit.JSON.Value is
      Index : constant Channel_Count := Board.Find (Name);
   begin
      if Index = 0 then
         Refuse_Channel (Name);
      end if;
      return Image (Index, Board.Channels (Index), Board.Holders);
   end Image;

   ------------
   -- Images --
   ------------

   function Images return Kit.JSON.Value is
      List   : constant Channel_List := Board.Channels;
      Held   : constant Holder_List  := Board.Holders;
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Index in List'Range loop
         if List (Index).Is_Used then
            Kit.JSON.Append (Result, Image (Index, List (Index), Held));
         end if;
      end loop;
      return Result;
   end Images;

begin
   Add (Naming);
   Add (ORB);
end Event_Service.Channels;
