with Ada.Characters.Handling;
with Ada.Exceptions;
with Corba.References;
with Corba.System_Exceptions;
with Interfaces;
with Kit.Fields;
with Orb_Core.Chain;
with Orb_Core.Describing;
with Orb_Core.Forwarding;

package body Orb_Core.Web.Named is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;
   use type Kit.JSON.Value;

   --  TRANSIENT of our own: a service is missing.
   Missing    : constant Minor_Code := Polyorb_Set or 1;

   --  INV_OBJREF of our own: nothing in it that we can call.
   No_Profile : constant Minor_Code := Polyorb_Set or 2;

   function Token_Of (Request : Kit.HTTP.Request) return String;
   procedure Add_Step (To : in out Outcome; Name : String);

   --  The profile to use of a located reference.
   function Target_Of (Reference : String) return Corba.References.Profile;

   procedure Dispatch_To
     (Target    : Corba.References.Profile;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Expected  : Boolean;
      Request   : Kit.HTTP.Request;
      Result    : in out Outcome);

   --------------
   -- Token_Of --
   --------------

   function Token_Of (Request : Kit.HTTP.Request) return String is
      Scheme : constant String := "bearer ";
      Value  : constant String := Kit.Fields.Value (Request.Headers, "authorization");
   begin
      return
        (if Value'Length > Scheme'Length
           and then Ada.Characters.Handling.To_Lower
             (Value (Value'First .. Value'First + Scheme'Length - 1)) = Scheme
         then Value (Value'First + Scheme'Length .. Value'Last)
         else "");
   end Token_Of;

   --------------
   -- Add_Step --
   --------------

   procedure Add_Step (To : in out Outcome; Name : String) is
   begin
      Append (To.Through, (if Length (To.Through) = 0 then "" else ", ") & Name);
   end Add_Step;

   ---------------
   -- Target_Of --
   ---------------

   function Target_Of (Reference : String) return Corba.References.Profile is
      From : constant Corba.References.Reference := Describing.Parse (Reference);
   begin
      for Nth in 1 .. Corba.References.Count (From) loop
         if Is_Own (Corba.References.Nth (From, Nth)) then
            return Corba.References.Nth (From, Nth);
         end if;
      end loop;
      if Corba.References.First_IIOP (From) = 0 then
         Throw (Inv_Objref, No_Profile, "the reference has no profile for IIOP");
      end if;
      return Corba.References.Nth (From, Corba.References.First_IIOP (From));
   end Target_Of;

   -----------------
   -- Dispatch_To --
   -----------------

   procedure Dispatch_To
     (Target    : Corba.References.Profile;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Expected  : Boolean;
      Request   : Kit.HTTP.Request;
      Result    : in out Outcome)
   is
      Reply    : Dispatch.Reply;
      Messages : Kit.JSON.Value;
   begin
      if not Is_Own (Target) then
         Forwarding.Forward
           (Target, Operation, Arguments, Request.Trace, Result.Status, Result.Content);
         return;
      end if;
      Chain.Exchange
        (To_String (Target.Key), Operation, Arguments, Expected, Request.Trace, Reply,
         Messages);
      Add_Step (Result, Chain.Protocol);
      if Expected then
         Result.Status  := Status_Of (Reply);
         Result.Content := Reply_Image (Reply);
      else
         Result.Status  := 202;
         Result.Content := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Result.Content, "requestId", Long_Long_Integer (Reply.Id));
      end if;
      Kit.JSON.Add (Result.Content, "giop", Messages);
   end Dispatch_To;

   -------------
   -- Invoked --
   -------------

   function Invoked
     (Name, Operation : String;
      Arguments       : Kit.JSON.Value;
      Expected        : Boolean;
      Request         : Kit.HTTP.Request) return Outcome
   is
      Result    : Outcome;
      Reference : Unbounded_String;

      procedure Take_Steps;
      procedure Add_Through;

      procedure Take_Steps is
      begin
         Chain.Decide (Operation, Name, Token_Of (Request), Request.Trace);
         Add_Step (Result, Chain.Security);
         Reference := To_Unbounded_String (Chain.Locate (Name, Request.Trace));
         Add_Step (Result, Chain.Adapters);
         Dispatch_To
           (Target_Of (To_String (Reference)), Operation, Arguments, Expected, Request, Result);
         Kit.JSON.Set (Result.Content, "reference", +To_String (Reference));
      exception
         when Error : Raised =>
            Result.Status  := HTTP_Status (Caught (Error).Kind);
            Result.Content := Reply_Image (Caught (Error));
      end Take_Steps;

      procedure Add_Through is
         Names : Kit.JSON.Value := Kit.JSON.Empty_Array;
         Text  : constant String := To_String (Result.Through);
         First : Positive := Text'First;
      begin
         for Place in Text'First .. Text'Last + 1 loop
            if Place > Text'Last or else Text (Place) = ',' then
               if Place > First then
                  Kit.JSON.Append (Names, +Text (First .. Place - 1));
               end if;
               First := Place + 2;
            end if;
         end loop;
         Kit.JSON.Set (Result.Content, "through", Names);
      end Add_Through;

   begin
      begin
         Take_Steps;
      exception
         when Error : Kit.HTTP.Refusal =>
            declare
               Message : constant String := Ada.Exceptions.Exception_Message (Error);
               First   : Positive;
            begin
               Kit.HTTP.Split_Refusal (Message, Result.Status, First);
               if Kit.HTTP.Refused_Dependency (Message) = "" then
                  raise;
               end if;
               Result.Content := Reply_Image
                 (Occurrence'
                    (Kind      => Transient,
                     Minor     => Missing,
                     Completed => Completed_No,
                     Reason    => To_Unbounded_String (Message (First .. Message'Last))));
               Kit.JSON.Add
                 (Result.Content, "dependency", Kit.HTTP.Refused_Dependency (Message));
            end;
      end;
      Add_Through;
      return Result;
   end Invoked;

end Orb_Core.Web.Named;
