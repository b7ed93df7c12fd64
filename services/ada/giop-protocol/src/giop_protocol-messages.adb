with Corba.IOR;
with GIOP_Protocol.Faults;

package body GIOP_Protocol.Messages is

   use Corba.CDR;
   use type Interfaces.Unsigned_32;

   type Word_Access is access constant String;
   type Word_List is array (0 .. 5) of Word_Access;

   Reply_Words : constant Word_List :=
     (new String'("NO_EXCEPTION"), new String'("USER_EXCEPTION"),
      new String'("SYSTEM_EXCEPTION"), new String'("LOCATION_FORWARD"),
      new String'("LOCATION_FORWARD_PERM"), new String'("NEEDS_ADDRESSING_MODE"));

   Locate_Words : constant Word_List :=
     (new String'("UNKNOWN_OBJECT"), new String'("OBJECT_HERE"),
      new String'("OBJECT_FORWARD"), new String'("OBJECT_FORWARD_PERM"),
      new String'("LOC_SYSTEM_EXCEPTION"), new String'("LOC_NEEDS_ADDRESSING_MODE"));

   function Words (Kind : Kinds) return Word_List is
     (if Kind = Locate_Reply then Locate_Words else Reply_Words);

   ----------
   -- Word --
   ----------

   function Word (Kind : Kinds) return String is
     (case Kind is
         when Request          => "Request",
         when Reply            => "Reply",
         when Cancel_Request   => "CancelRequest",
         when Locate_Request   => "LocateRequest",
         when Locate_Reply     => "LocateReply",
         when Close_Connection => "CloseConnection",
         when Message_Error    => "MessageError",
         when Fragment         => "Fragment");

   function Status_Word (Kind : Kinds; Status : Natural) return String is
     (Words (Kind) (Status).all);

   -------------------
   -- Status_Number --
   -------------------

   function Status_Number (Kind : Kinds; Word : String) return Integer is
   begin
      for Index in Word_List'Range loop
         if Words (Kind) (Index).all = Word then
            return Index;
         end if;
      end loop;
      return -1;
   end Status_Number;

   ----------------
   -- Get_Header --
   ----------------

   procedure Get_Header (Octets : String; Item : in out Message) is
      Magic : constant String := "GIOP";

      function Octet (Offset : Natural) return Natural is
        (Character'Pos (Octets (Octets'First + Offset)));

   begin
      for Offset in 0 .. Natural'Min (3, Octets'Length - 1) loop
         if Octets (Octets'First + Offset) /= Magic (Magic'First + Offset) then
            Faults.Reject (Offset, "the message does not start with GIOP");
         end if;
      end loop;
      if Octets'Length < Header_Size then
         Faults.Reject (Octets'Length, "the message ends within its header of 12 octets");
      elsif Octet (4) /= 1 or else Octet (5) > 2 then
         Faults.Reject
           ((if Octet (4) /= 1 then 4 else 5),
            "GIOP" & Octet (4)'Image & '.' & Octet (5)'Image & " is not known; 1.0 to 1.2 are");
      elsif Octet (6) > (if Octet (5) = 0 then 1 else 3) then
         Faults.Reject (6, "reserved flags are set");
      elsif Octet (7) > Kinds'Pos (Kinds'Last) or else (Octet (5) = 0 and then Octet (7) = 7) then
         Faults.Reject (7, "no message of this version has the type" & Octet (7)'Image);
      end if;
      Item.Minor := Octet (5);
      Item.Order := Byte_Orders'Val (Octet (6) mod 2);
      Item.More  := Octet (6) >= 2;
      Item.Kind  := Kinds'Val (Octet (7));
      declare
         From : Decoder := Open_Message (Octets (Octets'First .. Octets'First + 11), Item.Order, 8);
         Size : Interfaces.Unsigned_32;
         Rest : constant Natural := Octets'Length - Header_Size;
      begin
         Get_Unsigned_Long (From, Size);
         if Size > Interfaces.Unsigned_32 (Rest) then
            Faults.Reject
              (Octets'Length,
               "the message ends after" & Rest'Image & " octets; its header says" & Size'Image);
         elsif Size < Interfaces.Unsigned_32 (Rest) then
            Faults.Reject
              (Header_Size + Natural (Size), "octets follow the end that the header says");
         end if;
      end;
      if Item.More and then Item.Kind in Cancel_Request | Close_Connection | Message_Error then
         Faults.Reject (6, "a " & Word (Item.Kind) & " is never fragmented");
      end if;
   end Get_Header;

   --------------
   -- Get_Head --
   --------------

   procedure Get_Head (From : in out Decoder; Item : in out Message) is

      procedure Get_Contexts;
      procedure Get_Target;
      procedure Get_Flags;
      procedure Get_Status;

      procedure Get_Contexts is
         Count : Natural;
         Id    : Interfaces.Unsigned_32;
      begin
         Get_Count (From, Octets_Each => 8, Limit => Max_Contexts, Item => Count);
         for Nth in 1 .. Count loop
            Get_Unsigned_Long (From, Id);
            Item.Contexts.Append ((Id, To_Unbounded_String (Get_Octets (From))));
         end loop;
      end Get_Contexts;

      procedure Get_Target is
         Choice : Natural;
      begin
         Get_Unsigned_Short (From, Choice);
         case Choice is
            when 0 =>
               Item.Key := To_Unbounded_String (Get_Octets (From));
            when 1 =>
               Item.Addressing := By_Profile;
               Get_Unsigned_Long (From, Item.Profile_Tag);
               Item.Profile_Data := To_Unbounded_String (Get_Octets (From));
            when 2 =>
               Item.Addressing := By_Reference;
               Get_Unsigned_Long (From, Item.Profile_Index);
               Corba.IOR.Get (From, Item.Reference);
            when others =>
               Faults.Reject (Offset (From) - 2, "no addressing has the number" & Choice'Image);
         end case;
      end Get_Target;

      procedure Get_Flags is
         Expected : Boolean;
      begin
         if Item.Minor = 2 then
            Get_Octet (From, Item.Response_Flags);
         else
            Get_Boolean (From, Expected);
            Item.Response_Flags := (if Expected then 3 else 0);
         end if;
         if Item.Minor > 0 and then Get_Raw (From, 3) = "" then
            raise Program_Error;
         end if;
      end Get_Flags;

      procedure Get_Status is
         Number : Interfaces.Unsigned_32;
      begin
         Get_Unsigned_Long (From, Number);
         if Number > (if Item.Minor < 2 then (if Item.Kind = Reply then 3 else 2) else 5) then
            Faults.Reject
              (Offset (From) - 4, "no status of this version has the number" & Number'Image);
         end if;
         Item.Status := Natural (Number);
      end Get_Status;

   begin
      if Item.Minor < 2 and then Has_Contexts (Item) then
         Get_Contexts;
      end if;
      if Has_Id (Item) then
         Get_Unsigned_Long (From, Item.Request_Id);
      end if;
      if Item.Kind = Request then
         Get_Flags;
      end if;
      if Has_Target (Item) then
         if Item.Minor = 2 then
            Get_Target;
         else
            Item.Key := To_Unbounded_String (Get_Octets (From));
         end if;
      end if;
      if Item.Kind = Request then
         Item.Operation := To_Unbounded_String (Get_String (From));
         if Item.Minor < 2 then
            Item.Principal := To_Unbounded_String (Get_Octets (From));
         end if;
      elsif Item.Kind in Reply | Locate_Reply then
         Get_Status;
      end if;
      if Item.Minor = 2 and then Has_Contexts (Item) then
         Get_Contexts;
         if not At_End (From) then
            Skip_Padding (From, 8);
         end if;
      end if;
   end Get_Head;

   --------------
   -- Put_Head --
   --------------

   procedure Put_Head (To : in out Encoder; Item : Message; Body_Follows : Boolean) is

      procedure Put_Contexts;
      procedure Put_Target;

      procedure Put_Contexts is
      begin
         Put_Unsigned_Long (To, Interfaces.Unsigned_32 (Item.Contexts.Length));
         for Context of Item.Contexts loop
            Put_Unsigned_Long (To, Context.Id);
            Put_Octets (To, To_String (Context.Data));
         end loop;
      end Put_Contexts;

      procedure Put_Target is
      begin
         if Item.Minor = 2 then
            Put_Unsigned_Short (To, Addressings'Pos (Item.Addressing));
         elsif Item.Addressing /= By_Key then
            Faults.Refuse ("target", "must be a key before version 1.2");
         end if;
         case Item.Addressing is
            when By_Key =>
               Put_Octets (To, To_String (Item.Key));
            when By_Profile =>
               Put_Unsigned_Long (To, Item.Profile_Tag);
               Put_Octets (To, To_String (Item.Profile_Data));
            when By_Reference =>
               Put_Unsigned_Long (To, Item.Profile_Index);
               Corba.IOR.Put (To, Item.Reference, Item.Order);
         end case;
      end Put_Target;

   begin
      if Item.Minor = 0 and then (Item.More or else Item.Kind = Fragment) then
         Faults.Refuse ("version", "1.0 knows no fragments");
      elsif Item.More and then Item.Kind in Cancel_Request | Close_Connection | Message_Error
      then
         Faults.Refuse ("moreFragments", "a " & Word (Item.Kind) & " is never fragmented");
      elsif Item.Kind = Request and then Item.Minor < 2
        and then Item.Response_Flags not in 0 | 3
      then
         Faults.Refuse ("responseFlags", "must be 0 or 3 before version 1.2");
      elsif Item.Kind in Reply | Locate_Reply and then Item.Minor < 2
        and then Item.Status > (if Item.Kind = Reply then 3 else 2)
      then
         Faults.Refuse ("status", "is one of version 1.2");
      end if;
      Start_Message (To, Item.Order);
      Put_Raw (To, "GIOP");
      Put_Octet (To, 1);
      Put_Octet (To, Item.Minor);
      Put_Octet (To, Byte_Orders'Pos (Item.Order) + (if Item.More then 2 else 0));
      Put_Octet (To, Kinds'Pos (Item.Kind));
      Put_Unsigned_Long (To, 0);
      if Item.Minor < 2 and then Has_Contexts (Item) then
         Put_Contexts;
      end if;
      if Has_Id (Item) then
         Put_Unsigned_Long (To, Item.Request_Id);
      end if;
      if Item.Kind = Request then
         Put_Octet
           (To,
            (if Item.Minor = 2 then Item.Response_Flags
             else Boolean'Pos (Item.Response_Flags > 0)));
         if Item.Minor > 0 then
            Put_Raw (To, (1 .. 3 => ASCII.NUL));
         end if;
      end if;
      if Has_Target (Item) then
         Put_Target;
      end if;
      if Item.Kind = Request then
         Put_String (To, To_String (Item.Operation));
         if Item.Minor < 2 then
            Put_Octets (To, To_String (Item.Principal));
         end if;
      elsif Item.Kind in Reply | Locate_Reply then
         Put_Unsigned_Long (To, Interfaces.Unsigned_32 (Item.Status));
      end if;
      if Item.Minor = 2 and then Has_Contexts (Item) then
         Put_Contexts;
         if Body_Follows then
            Put_Padding (To, 8);
         end if;
      end if;
   end Put_Head;

   ------------
   -- Sealed --
   ------------

   function Sealed (From : Encoder; Order : Byte_Orders) return String is
      Octets : String := Content (From);
      Size   : Encoder;
   begin
      Start_Message (Size, Order);
      Put_Unsigned_Long (Size, Octets'Length - Header_Size);
      Octets (Octets'First + 8 .. Octets'First + 11) := Content (Size);
      return Octets;
   end Sealed;

end GIOP_Protocol.Messages;
