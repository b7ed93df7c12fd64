--  GIOP messages: header, and the head of each kind; bodies are CDR of types
--  that the caller knows.

with Ada.Containers.Vectors;
with Ada.Strings.Unbounded;
with Corba.CDR;
with Corba.References;
with Interfaces;

package GIOP_Protocol.Messages is

   use Ada.Strings.Unbounded;

   --  In the order of their numbers.
   type Kinds is
     (Request, Reply, Cancel_Request, Locate_Request, Locate_Reply, Close_Connection,
      Message_Error, Fragment);

   Header_Size : constant := 12;

   Max_Contexts : constant := 64;

   type Service_Context is record
      Id   : Interfaces.Unsigned_32;
      Data : Unbounded_String;
   end record;

   package Context_Lists is new Ada.Containers.Vectors (Positive, Service_Context);

   --  How a request says which object it is for; before 1.2 by key alone.
   type Addressings is (By_Key, By_Profile, By_Reference);

   type Message is record
      Minor          : Natural range 0 .. 2 := 2;
      Order          : Corba.CDR.Byte_Orders := Corba.CDR.Big_Endian;
      Kind           : Kinds := Request;

      --  The rest follows in fragments; from 1.1 on.
      More           : Boolean := False;

      --  Not of Close_Connection, Message_Error, and a fragment of 1.1.
      Request_Id     : Interfaces.Unsigned_32 := 0;

      --  Of a request; before 1.2 only 0 and 3 can be told.
      Response_Flags : Natural range 0 .. 255 := 3;
      Operation      : Unbounded_String;

      --  Before 1.2.
      Principal      : Unbounded_String;

      --  Of Request and Locate_Request.
      Addressing     : Addressings := By_Key;
      Key            : Unbounded_String;
      Profile_Tag    : Interfaces.Unsigned_32 := 0;
      Profile_Data   : Unbounded_String;
      Profile_Index  : Interfaces.Unsigned_32 := 0;
      Reference      : Corba.References.Reference;

      --  Of Request and Reply.
      Contexts       : Context_Lists.Vector;

      --  Number of a Reply's or Locate_Reply's status.
      Status         : Natural range 0 .. 5 := 0;
   end record;

   --  What such a message has.
   function Has_Id (Item : Message) return Boolean is
     (Item.Kind in Request .. Locate_Reply
      or else (Item.Kind = Fragment and then Item.Minor = 2));
   function Has_Target (Item : Message) return Boolean is
     (Item.Kind in Request | Locate_Request);
   function Has_Contexts (Item : Message) return Boolean is (Item.Kind in Request | Reply);
   function Has_Body (Item : Message) return Boolean is
     (Item.Kind in Request | Reply | Locate_Reply | Fragment);

   --  Everything up to the body. Raises Faults.Malformed with an offset.
   procedure Get_Header (Octets : String; Item : in out Message);
   procedure Get_Head (From : in out Corba.CDR.Decoder; Item : in out Message);

   --  From a message's own start, header included. Raises Faults.Unfit for
   --  what the version cannot say.
   procedure Put_Head
     (To : in out Corba.CDR.Encoder; Item : Message; Body_Follows : Boolean);

   --  All octets, with the message's size in its header.
   function Sealed (From : Corba.CDR.Encoder; Order : Corba.CDR.Byte_Orders) return String;

   --  As the specification spells them.
   function Word (Kind : Kinds) return String;
   function Status_Word (Kind : Kinds; Status : Natural) return String;

   --  The number of that word; -1 for none.
   function Status_Number (Kind : Kinds; Word : String) return Integer;

end GIOP_Protocol.Messages;
