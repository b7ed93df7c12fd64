--  What is wrong with a message, or with the JSON of one.

package GIOP_Protocol.Faults is

   --  Octets that are no message, and where.
   Malformed : exception;

   procedure Reject (Offset : Natural; Reason : String)
     with No_Return;

   --  The parts of Malformed's message.
   procedure Split (Message : String; Offset : out Natural; Reason_First : out Positive);

   --  JSON that cannot be encoded, and the member that is wrong.
   Unfit : exception;

   procedure Refuse (Place, Reason : String)
     with No_Return;

end GIOP_Protocol.Faults;
