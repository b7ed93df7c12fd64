package body SOAP_Gateway.Faults is

   use Ada.Strings.Unbounded;

   Shown_Bytes : constant := 60;

   -----------
   -- Throw --
   -----------

   procedure Throw (Code : Codes; Reason : String) is
      Digit : constant Character := Character'Val (Character'Pos ('0') + Codes'Pos (Code));
   begin
      raise Raised with Digit & Reason;
   end Throw;

   ------------
   -- Caught --
   ------------

   function Caught (Error : Ada.Exceptions.Exception_Occurrence) return Fault is
      Message : constant String := Ada.Exceptions.Exception_Message (Error);
   begin
      return
        (Codes'Val (Character'Pos (Message (Message'First)) - Character'Pos ('0')),
         To_Unbounded_String (Message (Message'First + 1 .. Message'Last)));
   end Caught;

   function Word (Code : Codes) return String is
     (case Code is
         when Version_Mismatch => "VersionMismatch",
         when Must_Understand  => "MustUnderstand",
         when Client           => "Client",
         when Server           => "Server");

   function Shown (Text : String) return String is
     (if Text'Length <= Shown_Bytes then Text
      else Text (Text'First .. Text'First + Shown_Bytes - 1) & "...");

end SOAP_Gateway.Faults;
