with Ada.Strings.Unbounded;
with Corba.References;
with Corba.System_Exceptions;
with Interfaces;
with Kit.Fields;
with Kit.Requests;
with Orb_Core.Corbaname;
with Orb_Core.Describing;
with Orb_Core.Forwarding;
with Orb_Core.Web.Named;

package body Orb_Core.Web.Requests is

   use Ada.Strings.Unbounded;
   use Corba.References;
   use Kit.Requests;
   use type Interfaces.Unsigned_32;

   --  INV_OBJREF of our own: nothing in it that we can call.
   No_Profile : constant Corba.System_Exceptions.Minor_Code :=
     Corba.System_Exceptions.Polyorb_Set or 2;

   procedure By_Key (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Invoke (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Statistics (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   procedure Invoke
     (Key, Operation : String;
      Content        : Kit.JSON.Value;
      Response       : in out Kit.HTTP.Response);

   procedure By_Reference
     (Operation : String;
      Content   : Kit.JSON.Value;
      Request   : Kit.HTTP.Request;
      Response  : in out Kit.HTTP.Response);

   procedure By_Name
     (Name, Operation : String;
      Content         : Kit.JSON.Value;
      Request         : Kit.HTTP.Request;
      Response        : in out Kit.HTTP.Response);

   --  The profile to use: one of ours before one of a peer, and else the
   --  first. Raises INV_OBJREF where the reference has none for IIOP.
   function Chosen (From : Reference) return Profile;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "POST", "/v1/objects/{key}/invoke", By_Key'Access);
      Kit.Routes.Add (Table, "POST", "/v1/requests", Invoke'Access);
      Kit.Routes.Add (Table, "GET", "/v1/requests/statistics", Statistics'Access);
   end Add_Routes;

   ------------
   -- Invoke --
   ------------

   procedure Invoke
     (Key, Operation : String;
      Content        : Kit.JSON.Value;
      Response       : in out Kit.HTTP.Response)
   is
      --  As GIOP's response_expected: without it the caller learns nothing.
      Expected : constant Boolean := Optional_Boolean (Content, "responseExpected", True);
      Reply    : constant Dispatch.Reply := Dispatch.Invoke
        ((Id        => Dispatch.Next_Id,
          Key       => To_Unbounded_String (Key),
          Operation => To_Unbounded_String (Operation),
          Arguments => Kit.JSON.Get (Content, "arguments")));
      Accepted : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Expected then
         Answer_Reply (Response, Reply);
      else
         Kit.JSON.Add (Accepted, "requestId", Long_Long_Integer (Reply.Id));
         Kit.HTTP.Reply (Response, Accepted, 202);
      end if;
   end Invoke;

   ------------
   -- By_Key --
   ------------

   procedure By_Key (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
   begin
      Invoke
        (Kit.Fields.Value (Request.Parameters, "key"),
         Needed_Text (Content, "operation"), Content, Response);
   end By_Key;

   ------------
   -- Chosen --
   ------------

   function Chosen (From : Reference) return Profile is
   begin
      for Index in 1 .. Count (From) loop
         if Nth (From, Index).Of_Tag = Internet_IOP and then Is_Own (Nth (From, Index)) then
            return Nth (From, Index);
         end if;
      end loop;
      for Index in 1 .. Count (From) loop
         if Nth (From, Index).Of_Tag = Internet_IOP
           and then Forwarding.Is_Peer (Nth (From, Index))
         then
            return Nth (From, Index);
         end if;
      end loop;
      if First_IIOP (From) = 0 then
         Corba.System_Exceptions.Throw
           (Corba.System_Exceptions.Inv_Objref, No_Profile,
            "the reference has no profile for IIOP");
      end if;
      return Nth (From, First_IIOP (From));
   end Chosen;

   ------------------
   -- By_Reference --
   ------------------

   procedure By_Reference
     (Operation : String;
      Content   : Kit.JSON.Value;
      Request   : Kit.HTTP.Request;
      Response  : in out Kit.HTTP.Response)
   is
      Target : constant Profile :=
        Chosen (Describing.Parse (Needed_Text (Content, "reference")));
      Status : Positive;
      Answer : Kit.JSON.Value;
   begin
      if Is_Own (Target) then
         Invoke (To_String (Target.Key), Operation, Content, Response);
      else
         Forwarding.Forward
           (Target, Operation, Kit.JSON.Get (Content, "arguments"), Request.Trace,
            Status, Answer);
         Kit.HTTP.Reply (Response, Answer, Status);
      end if;
   end By_Reference;

   -------------
   -- By_Name --
   -------------

   procedure By_Name
     (Name, Operation : String;
      Content         : Kit.JSON.Value;
      Request         : Kit.HTTP.Request;
      Response        : in out Kit.HTTP.Response)
   is
      Answer : constant Named.Outcome := Named.Invoked
        (Name, Operation, Kit.JSON.Get (Content, "arguments"),
         Optional_Boolean (Content, "responseExpected", True), Request);
   begin
      Kit.HTTP.Reply (Response, Answer.Content, Answer.Status);
   end By_Name;

   ------------
   -- Invoke --
   ------------

   procedure Invoke (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content   : constant Kit.JSON.Value := Object_Content (Request);
      Operation : constant String := Needed_Text (Content, "operation");
   begin
      if Kit.JSON.Has (Content, "name") then
         By_Name (Needed_Text (Content, "name"), Operation, Content, Request, Response);
      elsif Corbaname.Is_Corbaname (Needed_Text (Content, "reference")) then
         By_Name
           (Corbaname.Name_In (Needed_Text (Content, "reference")), Operation, Content,
            Request, Response);
      else
         By_Reference (Operation, Content, Request, Response);
      end if;
   end Invoke;

   ----------------
   -- Statistics --
   ----------------

   procedure Statistics (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
   begin
      Kit.HTTP.Reply (Response, Dispatch.Statistics);
   end Statistics;

end Orb_Core.Web.Requests;
