with Ada.Characters.Handling;
with Ada.Strings.Unbounded;
with Event_Channels.Boards;
with Kit.HTTP;

package body Event_Channels.Directory is

   use Ada.Strings.Unbounded;
   use type Members.Roles;

   package Board is new Event_Channels.Boards (Properties, Members.Roles, Members.Idle_Ms);

   use Board;

   Max_Name_Length : constant := 64;

   function Word (Role : Members.Roles) return String is
     (Ada.Characters.Handling.To_Lower (Role'Image));

   function All_Words return String;
   function Id_Image (Item : Owner_Id; Role : Members.Roles) return String;
   procedure Refuse_Channel (Name : String) with No_Return;

   --  Refuses a channel that is not there.
   function Index_Of (Name : String) return Channel_Index;

   function Image
     (Index : Channel_Index; Item : Channel; Held : Holder_List) return Kit.JSON.Value;

   ---------------
   -- All_Words --
   ---------------

   function All_Words return String is
      Result : Unbounded_String;
   begin
      for Role in Members.Roles loop
         Append (Result, (if Role = Members.Roles'First then "" else " and "));
         Append (Result, Word (Role) & 's');
      end loop;
      return To_String (Result);
   end All_Words;

   --------------
   -- Id_Image --
   --------------

   function Id_Image (Item : Owner_Id; Role : Members.Roles) return String is
      Image : constant String := Item'Image;
   begin
      return Letter (Role) & Image (Image'First + 1 .. Image'Last);
   end Id_Image;

   --------------------
   -- Refuse_Channel --
   --------------------

   procedure Refuse_Channel (Name : String) is
   begin
      Kit.HTTP.Refuse (404, "no channel has the name " & Name);
   end Refuse_Channel;

   --------------
   -- Index_Of --
   --------------

   function Index_Of (Name : String) return Channel_Index is
      Index : constant Channel_Count := Board.Find (Name);
   begin
      if Index = 0 then
         Refuse_Channel (Name);
      end if;
      return Index;
   end Index_Of;

   -----------
   -- Check --
   -----------

   procedure Check (Name : String) is
   begin
      if Board.Find (Name) = 0 then
         Refuse_Channel (Name);
      end if;
   end Check;

   function Quality (Name : String) return Properties is
     (Board.Channels (Index_Of (Name)).Quality);

   ---------
   -- Add --
   ---------

   procedure Add (Name : String; Quality : Properties) is
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
      Gone : Holder_List;
   begin
      Check (Name);
      if Name in Naming | ORB then
         Kit.HTTP.Refuse (409, "the channel " & Name & " is always there");
      end if;
      Board.Remove (Name, Gone);
      for Where in Place loop
         if Gone (Where).Whose > 0 then
            Members.Close (Where, Gone (Where).Whose);
         end if;
      end loop;
   end Remove;

   ----------
   -- Push --
   ----------

   procedure Push (Name : String; Items : Event_List; Deliveries : out Natural) is
      Index     : constant Channel_Index := Index_Of (Name);
      Held      : constant Holder_List   := Board.Holders;
      Is_Wanted : Boolean;
   begin
      Deliveries := 0;
      Board.Count (Index, Items'Length);
      for Where in Place loop
         if Held (Where).Channel = Index and then Receives (Held (Where).Role) then
            for Item of Items loop
               Members.Put (Where, Held (Where).Whose, Item, Is_Wanted);
               Deliveries := Deliveries + (if Is_Wanted then 1 else 0);
            end loop;
         end if;
      end loop;
   end Push;

   -------------
   -- Connect --
   -------------

   function Connect
     (Name : String; Role : Members.Roles; As : Members.Settings) return String
   is
      Where         : Place;
      Whose, Former : Owner_Id;
      Is_Done       : Boolean;
   begin
      Board.Reserve (Role, Where, Whose, Former);
      if Whose = 0 then
         Kit.HTTP.Refuse
           (503, "no more than" & Max_Places'Image & ' ' & All_Words & " are held");
      end if;
      if Former > 0 then
         Members.Close (Where, Former);
      end if;
      Members.Open (Where, Whose, Role, As);
      Board.Confirm (Where, Whose, Name, Is_Done);
      if not Is_Done then
         Board.Release (Where, Whose);
         Members.Close (Where, Whose);
         Refuse_Channel (Name);
      end if;
      return Id_Image (Whose, Role);
   end Connect;

   ----------
   -- Find --
   ----------

   procedure Find
     (Name, Id : String;
      Role     : Members.Roles;
      At_Place : out Place;
      Whose    : out Owner)
   is
      Index : constant Channel_Index := Index_Of (Name);
      Held  : constant Holder_List   := Board.Holders;
   begin
      for Where in Held'Range loop
         if Held (Where).Channel = Index and then Held (Where).Role = Role
           and then Id_Image (Held (Where).Whose, Role) = Id
         then
            At_Place := Where;
            Whose    := Held (Where).Whose;
            return;
         end if;
      end loop;
      Kit.HTTP.Refuse (404, "no " & Word (Role) & " of " & Name & " has the id " & Id);
   end Find;

   ----------------
   -- Disconnect --
   ----------------

   procedure Disconnect (Name, Id : String; Role : Members.Roles) is
      Where : Place;
      Whose : Owner;
   begin
      Find (Name, Id, Role, Where, Whose);
      Board.Release (Where, Whose);
      Members.Close (Where, Whose);
   end Disconnect;

   -----------
   -- Image --
   -----------

   function Image
     (Index : Channel_Index; Item : Channel; Held : Holder_List) return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Ids    : Kit.JSON.Value;
   begin
      Kit.JSON.Add (Result, "name", To_String (Item.Name));
      Kit.JSON.Add (Result, "builtIn", To_String (Item.Name) in Naming | ORB);
      Describe (Item.Quality, Result);
      Kit.JSON.Add (Result, "events", Item.Events);
      for Role in Members.Roles loop
         Ids := Kit.JSON.Empty_Array;
         for Each of Held loop
            if Each.Channel = Index and then Each.Role = Role then
               Kit.JSON.Append (Ids, Kit.JSON."+" (Id_Image (Each.Whose, Role)));
            end if;
         end loop;
         Kit.JSON.Add (Result, Word (Role) & 's', Ids);
      end loop;
      return Result;
   end Image;

   function Image (Name : String) return Kit.JSON.Value is
      Index : constant Channel_Index := Index_Of (Name);
   begin
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
   Add (Naming, Plain);
   Add (ORB, Plain);
end Event_Channels.Directory;
