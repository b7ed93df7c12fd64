--  An HTTP/1.1 message out of bytes that arrive in pieces of any size.

package Kit.HTTP.Parser is

   type Kinds is (Requests, Responses);

   type Limits is record
      Line    : Positive := 8_192;
      Head    : Positive := 16_384;
      Headers : Positive := 100;
      Content : Natural  := 1_048_576;
   end record;

   type Phases is
     (Idle, Start_Line, Header_Lines, Fixed_Content, Chunk_Size, Chunk_Data, Chunk_End,
      Trailer_Lines, Until_Close, Complete, Failed);

   type Instance (Kind : Kinds := Requests) is limited private;

   procedure Set_Limits (Self : in out Instance; To : Limits);

   --  Takes bytes up to the end of the message; Used may be less than the
   --  length when the message is complete or the parser failed.
   procedure Feed (Self : in out Instance; Data : String; Used : out Natural);

   --  The peer closed: completes a response that ends there, else fails.
   procedure Finish (Self : in out Instance);

   procedure Reset (Self : in out Instance);

   function Phase (Self : Instance) return Phases;

   --  Bytes it holds.
   function Size (Self : Instance) return Natural;

   --  Valid in phase Complete.
   function Message (Self : Instance) return Request;
   function Keeps_Alive (Self : Instance) return Boolean;
   function Status (Self : Instance) return Natural;

   --  Valid in phase Failed.
   function Failure_Status (Self : Instance) return Positive;
   function Failure_Reason (Self : Instance) return String;

   --  The head asks for "100 Continue" before its content is sent. True once.
   procedure Take_Expectation (Self : in out Instance; Expected : out Boolean);

private

   type Instance (Kind : Kinds := Requests) is limited record
      Bounds       : Limits;
      At_Phase     : Phases := Idle;
      Line         : Unbounded_String;
      Head_Size    : Natural := 0;
      Header_Count : Natural := 0;
      Result       : Request;
      Code         : Natural := 0;
      Wanted       : Long_Long_Integer := -1;
      Left         : Long_Long_Integer := 0;
      Chunked      : Boolean := False;
      Close        : Boolean := False;
      Keep         : Boolean := False;
      Expects      : Boolean := False;
      Fail_Status  : Positive := 400;
      Fail_Reason  : Unbounded_String;
   end record;

end Kit.HTTP.Parser;
