--  Requests to objects by name: decided, located, encoded, dispatched.

with Ada.Strings.Unbounded;

private package Orb_Core.Web.Named is

   type Outcome is record
      Status  : Positive := 200;

      --  A reply with "reference", "giop" and "through": the services that
      --  took part.
      Content : Kit.JSON.Value;

      --  The same services with commas.
      Through : Ada.Strings.Unbounded.Unbounded_String;
   end record;

   --  System exceptions and missing services become replies too. Request
   --  gives the caller's token and trace.
   function Invoked
     (Name, Operation : String;
      Arguments       : Kit.JSON.Value;
      Expected        : Boolean;
      Request         : Kit.HTTP.Request) return Outcome;

end Orb_Core.Web.Named;
