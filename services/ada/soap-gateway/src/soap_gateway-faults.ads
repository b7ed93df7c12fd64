--  What is wrong with an envelope, in the words of SOAP.

with Ada.Exceptions;
with Ada.Strings.Unbounded;

package SOAP_Gateway.Faults is

   type Codes is (Version_Mismatch, Must_Understand, Client, Server);

   --  The only exception that decoding lets out; made with Throw.
   Raised : exception;

   procedure Throw (Code : Codes; Reason : String)
     with No_Return;

   type Fault is record
      Code   : Codes := Client;
      Reason : Ada.Strings.Unbounded.Unbounded_String;
   end record;

   function Caught (Error : Ada.Exceptions.Exception_Occurrence) return Fault;

   --  "VersionMismatch" and so on.
   function Word (Code : Codes) return String;

   --  Text as it is, or its first bytes and dots: exception messages are short.
   function Shown (Text : String) return String;

end SOAP_Gateway.Faults;
