with Ada.Strings.Unbounded;
with Corba.CDR;
with Corba.IOR;
with Corba.Octets;
with Corba.System_Exceptions;
with GIOP_Protocol.Faults;
with GIOP_Protocol.Images.Members;
with GIOP_Protocol.Messages;
with GIOP_Protocol.Types;
with GIOP_Protocol.Values;
with Interfaces;
with Kit.UTF8;

package body GIOP_Protocol.Images is

   use Ada.Strings.Unbounded;
   use Corba.CDR;
   use GIOP_Protocol.Images.Members;
   use GIOP_Protocol.Messages;
   use type Interfaces.Unsigned_32;
   use all type Kit.JSON.Kinds;

   --  Values of one body, and types of it.
   Max_Values : constant := 1_000;

   procedure Take_Head (Content : Kit.JSON.Value; Item : in out Message);
   procedure Take_Target (Content : Kit.JSON.Value; Item : in out Message);
   procedure Take_Contexts (Content : Kit.JSON.Value; Item : in out Message);
   procedure Put_Body (To : in out Encoder; Content : Kit.JSON.Value);

   function Head_Image (Item : Message; Size : Natural) return Kit.JSON.Value;
   procedure Add_Target (To : in out Kit.JSON.Value; Item : Message);
   function Contexts_Image (Item : Message) return Kit.JSON.Value;
   function Body_Image (From : in out Decoder; Of_Types : Kit.JSON.Value)
      return Kit.JSON.Value;

   -----------------
   -- Take_Target --
   -----------------

   procedure Take_Target (Content : Kit.JSON.Value; Item : in out Message) is
      Target  : constant Kit.JSON.Value := Kit.JSON.Get (Content, "target");
      Profile : constant Kit.JSON.Value := Kit.JSON.Get (Target, "profile");
   begin
      if Kit.JSON.Has (Content, "keyHex") then
         Item.Key := To_Unbounded_String (Octets_Of (Content, "keyHex"));
      elsif Kit.JSON.Has (Content, "key") then
         Item.Key := To_Unbounded_String (Text_Of (Content, "key"));
      elsif Kit.JSON.Kind (Profile) = Object_Value then
         Item.Addressing   := By_Profile;
         Item.Profile_Tag  := Number_Of (Profile, "tag");
         Item.Profile_Data := To_Unbounded_String (Octets_Of (Profile, "dataHex"));
      elsif Kit.JSON.Has (Target, "reference") then
         Item.Addressing    := By_Reference;
         Item.Profile_Index := Number_Of (Target, "profileIndex", 0);
         Item.Reference     := Corba.IOR.Parse (Text_Of (Target, "reference"));
      else
         Faults.Refuse ("key", "is missing; keyHex, target.profile and target.reference do too");
      end if;
   exception
      when Error : Corba.System_Exceptions.Raised =>
         Faults.Refuse
           ("target.reference:",
            To_String (Corba.System_Exceptions.Caught (Error).Reason));
   end Take_Target;

   -------------------
   -- Take_Contexts --
   -------------------

   procedure Take_Contexts (Content : Kit.JSON.Value; Item : in out Message) is
      List : constant Kit.JSON.Value := List_Of (Content, "serviceContexts", Max_Contexts);
   begin
      for Nth in 1 .. Kit.JSON.Length (List) loop
         Item.Contexts.Append
           ((Number_Of (Kit.JSON.Element (List, Nth), "id"),
             To_Unbounded_String (Octets_Of (Kit.JSON.Element (List, Nth), "dataHex"))));
      end loop;
   end Take_Contexts;

   ---------------
   -- Take_Head --
   ---------------

   procedure Take_Head (Content : Kit.JSON.Value; Item : in out Message) is
      Found : Boolean := False;
   begin
      Item.Minor := Choice_Of (Content, "version", "1.0", "1.1", "1.2", Default => 2);
      Item.Order := Byte_Orders'Val
        (Choice_Of (Content, "byteOrder", "big", "little", "", Default => 0));
      for Kind in Kinds loop
         if Word (Kind) = Text_Of (Content, "message") then
            Item.Kind := Kind;
            Found     := True;
         end if;
      end loop;
      if not Found then
         Faults.Refuse ("message", "names no message of GIOP");
      end if;
      Item.More := Flag_Of (Content, "moreFragments", False);
      if Has_Id (Item) then
         Item.Request_Id := Number_Of (Content, "requestId");
      end if;
      if Item.Kind = Request then
         Item.Response_Flags :=
           (if Kit.JSON.Has (Content, "responseFlags")
            then Natural (Number_Of (Content, "responseFlags", Most => 255))
            elsif Flag_Of (Content, "responseExpected", True) then 3
            else 0);
         Item.Operation := To_Unbounded_String (Text_Of (Content, "operation"));
         if Kit.JSON.Has (Content, "principalHex") then
            Item.Principal := To_Unbounded_String (Octets_Of (Content, "principalHex"));
         end if;
      end if;
      if Has_Target (Item) then
         Take_Target (Content, Item);
      end if;
      if Has_Contexts (Item) then
         Take_Contexts (Content, Item);
      end if;
      if Item.Kind in Reply | Locate_Reply then
         if Status_Number (Item.Kind, Text_Of (Content, "status")) < 0 then
            Faults.Refuse ("status", "is none of a " & Word (Item.Kind));
         end if;
         Item.Status := Status_Number (Item.Kind, Text_Of (Content, "status"));
      end if;
   end Take_Head;

   --------------
   -- Put_Body --
   --------------

   procedure Put_Body (To : in out Encoder; Content : Kit.JSON.Value) is
      List : constant Kit.JSON.Value := List_Of (Content, "body", Max_Values);
      Part : Kit.JSON.Value;
      Tree : Types.Tree;
   begin
      if Kit.JSON.Has (Content, "bodyHex") then
         Put_Raw (To, Octets_Of (Content, "bodyHex"));
      end if;
      for Nth in 1 .. Kit.JSON.Length (List) loop
         Part := Kit.JSON.Element (List, Nth);
         Types.Parse (Text_Of (Part, "type"), Tree);
         Values.Put (To, Tree, Kit.JSON.Get (Part, "value"), Element_Place ("body", Nth, "value"));
      end loop;
   end Put_Body;

   -------------
   -- Encoded --
   -------------

   function Encoded (Content : Kit.JSON.Value) return String is
      Item    : Message;
      To      : Encoder;
      Follows : constant Boolean :=
        Kit.JSON.Length (Kit.JSON.Get (Content, "body")) > 0
        or else (Kit.JSON.Has (Content, "bodyHex") and then Text_Of (Content, "bodyHex") /= "");
   begin
      Take_Head (Content, Item);
      if Follows and then not Has_Body (Item) then
         Faults.Refuse ("body", "a " & Word (Item.Kind) & " has none");
      end if;
      Put_Head (To, Item, Follows);
      Put_Body (To, Content);
      return Sealed (To, Item.Order);
   end Encoded;

   ----------------
   -- Add_Target --
   ----------------

   procedure Add_Target (To : in out Kit.JSON.Value; Item : Message) is
      Target  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Profile : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      case Item.Addressing is
         when By_Key =>
            if Corba.Octets.Is_Printable (To_String (Item.Key)) then
               Kit.JSON.Add (To, "key", To_String (Item.Key));
            end if;
            Kit.JSON.Add (To, "keyHex", Corba.Octets.To_Hex (To_String (Item.Key)));
            return;
         when By_Profile =>
            Kit.JSON.Add (Profile, "tag", Long_Long_Integer (Item.Profile_Tag));
            Kit.JSON.Add
              (Profile, "dataHex", Corba.Octets.To_Hex (To_String (Item.Profile_Data)));
            Kit.JSON.Add (Target, "profile", Profile);
         when By_Reference =>
            Kit.JSON.Add (Target, "reference", Corba.IOR.Image (Item.Reference, Item.Order));
            Kit.JSON.Add (Target, "profileIndex", Long_Long_Integer (Item.Profile_Index));
      end case;
      Kit.JSON.Add (To, "target", Target);
   end Add_Target;

   --------------------
   -- Contexts_Image --
   --------------------

   function Contexts_Image (Item : Message) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Part   : Kit.JSON.Value;
   begin
      for Context of Item.Contexts loop
         Part := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Part, "id", Long_Long_Integer (Context.Id));
         Kit.JSON.Add (Part, "dataHex", Corba.Octets.To_Hex (To_String (Context.Data)));
         Kit.JSON.Append (Result, Part);
      end loop;
      return Result;
   end Contexts_Image;

   ----------------
   -- Head_Image --
   ----------------

   function Head_Image (Item : Message; Size : Natural) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "version", (case Item.Minor is
                                           when 0 => "1.0", when 1 => "1.1", when 2 => "1.2"));
      Kit.JSON.Add
        (Result, "byteOrder", (if Item.Order = Big_Endian then "big" else "little"));
      Kit.JSON.Add (Result, "message", Word (Item.Kind));
      Kit.JSON.Add (Result, "size", Long_Long_Integer (Size));
      if Item.Minor > 0 then
         Kit.JSON.Add (Result, "moreFragments", Item.More);
      end if;
      if Has_Id (Item) then
         Kit.JSON.Add (Result, "requestId", Long_Long_Integer (Item.Request_Id));
      end if;
      if Item.Kind = Request then
         Kit.JSON.Add (Result, "responseExpected", Item.Response_Flags mod 2 = 1);
         Kit.JSON.Add (Result, "responseFlags", Long_Long_Integer (Item.Response_Flags));
         Kit.JSON.Add (Result, "operation", To_String (Item.Operation));
         if Item.Minor < 2 then
            Kit.JSON.Add
              (Result, "principalHex", Corba.Octets.To_Hex (To_String (Item.Principal)));
         end if;
      end if;
      if Has_Target (Item) then
         Add_Target (Result, Item);
      end if;
      if Has_Contexts (Item) then
         Kit.JSON.Add (Result, "serviceContexts", Contexts_Image (Item));
      end if;
      if Item.Kind in Reply | Locate_Reply then
         Kit.JSON.Add (Result, "status", Status_Word (Item.Kind, Item.Status));
      end if;
      return Result;
   end Head_Image;

   ----------------
   -- Body_Image --
   ----------------

   function Body_Image (From : in out Decoder; Of_Types : Kit.JSON.Value)
      return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Left   : Values.Value_Count := Values.Max_Values;
      Tree   : Types.Tree;
      Part   : Kit.JSON.Value;
      Item   : Kit.JSON.Value;
   begin
      if Kit.JSON.Length (Of_Types) > Max_Values then
         Faults.Refuse ("types", "has more than" & Integer'Image (Max_Values) & " elements");
      end if;
      for Nth in 1 .. Kit.JSON.Length (Of_Types) loop
         if Kit.JSON.Kind (Kit.JSON.Element (Of_Types, Nth)) /= String_Value then
            Faults.Refuse (Element_Place ("types", Nth), "must be a string");
         end if;
         Types.Parse (Kit.JSON.As_String (Kit.JSON.Element (Of_Types, Nth)), Tree);
         Values.Get (From, Tree, Left, Item);
         Part := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Part, "type", Kit.JSON.Element (Of_Types, Nth));
         Kit.JSON.Add (Part, "value", Item);
         Kit.JSON.Append (Result, Part);
      end loop;
      if not At_End (From) then
         Faults.Reject
           (Offset (From),
            "octets follow the last value:" & Natural'Image (Octets_Left (From)));
      end if;
      return Result;
   end Body_Image;

   -------------
   -- Decoded --
   -------------

   function Decoded (Octets : String; Of_Types : Kit.JSON.Value) return Kit.JSON.Value is
      Item   : Message;
      Result : Kit.JSON.Value;
   begin
      Get_Header (Octets, Item);
      declare
         From : Decoder := Open_Message (Octets, Item.Order, Header_Size);
      begin
         Get_Head (From, Item);
         if not Kit.UTF8.Is_Valid (To_String (Item.Operation)) then
            Faults.Reject (Offset (From), "the operation's name before here is not UTF-8");
         end if;
         Result := Head_Image (Item, Octets'Length);
         if Kit.JSON.Kind (Of_Types) = Array_Value then
            Kit.JSON.Add (Result, "body", Body_Image (From, Of_Types));
         elsif Has_Body (Item) then
            Kit.JSON.Add
              (Result, "bodyHex", Corba.Octets.To_Hex (Get_Raw (From, Octets_Left (From))));
         elsif not At_End (From) then
            Faults.Reject
              (Offset (From), "octets follow the end of a " & Word (Item.Kind));
         end if;
      exception
         when Error : Corba.System_Exceptions.Raised =>
            Faults.Reject
              (Offset (From), To_String (Corba.System_Exceptions.Caught (Error).Reason));
      end;
      return Result;
   end Decoded;

end GIOP_Protocol.Images;
