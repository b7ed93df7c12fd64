with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Kit.Fields;
with Notification_Service.Channels;
with Notification_Service.Constraints;
with Notification_Service.Filters;
with Notification_Service.Mailboxes;
with Notification_Service.QoS;
with Notification_Service.Waiting;
with Notification_Service.Web.Qualities;

package body Notification_Service.Web.Subscribers is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;

   Max_Events_At_Once : constant := 100;

   procedure Subscribe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Unsubscribe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Fetch (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   function Channel_Of (Request : Kit.HTTP.Request) return String is
     (Kit.Fields.Value (Request.Parameters, "channel"));

   function Id_Of (Request : Kit.HTTP.Request) return String is
     (Kit.Fields.Value (Request.Parameters, "id"));

   function Described
     (Id : String; Place : Mailboxes.Place; Owner : Mailboxes.Owner) return Kit.JSON.Value;

   --  Waits for the first event where there is none and the caller may wait.
   procedure Take
     (Place         : Mailboxes.Place;
      Owner         : Mailboxes.Owner;
      Most, Wait_Ms : Natural;
      Result        : out Mailboxes.Batch);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
      Path : constant String := "/v1/channels/{channel}/subscribers";
   begin
      Kit.Routes.Add (Table, "POST", Path, Subscribe'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", Path & "/{id}", Unsubscribe'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}/events", Fetch'Access);
   end Add_Routes;

   ---------------
   -- Described --
   ---------------

   function Described
     (Id : String; Place : Mailboxes.Place; Owner : Mailboxes.Owner) return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Mailboxes.Image (Place, Owner);
   begin
      if Kit.JSON.Kind (Result) = Null_Value then
         Kit.HTTP.Refuse (404, "the subscriber " & Id & " has left");
      end if;
      Kit.JSON.Add (Result, "id", Id);
      return Result;
   end Described;

   ---------------
   -- Subscribe --
   ---------------

   procedure Subscribe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content     : constant Kit.JSON.Value := Object_Content (Request);
      Channel     : constant String := Channel_Of (Request);
      Quality     : QoS.Properties;
      Is_Answered : Boolean;
      Place       : Mailboxes.Place;
      Owner       : Mailboxes.Owner;
   begin
      Qualities.Read
        (Request, Content, Response, Quality, Is_Answered,
         Default => Notification_Service.Channels.Quality (Channel));
      if not Is_Answered then
         declare
            Id : constant String := Notification_Service.Channels.Subscribe
              (Channel, Filters.Decode (Kit.JSON.Get (Content, "filter")), Quality);
         begin
            Notification_Service.Channels.Find (Channel, Id, Place, Owner);
            Kit.HTTP.Reply (Response, Described (Id, Place, Owner), 201);
         end;
      end if;
   exception
      when Error : Constraints.Invalid_Constraint =>
         Answer_Exception
           (Response,
            Id      => "IDL:omg.org/CosNotifyFilter/InvalidConstraint:1.0",
            Reason  => "filter.constraint: " & Ada.Exceptions.Exception_Message (Error),
            Member  => "constraint",
            Details => Kit.JSON.Get (Kit.JSON.Get (Content, "filter"), "constraint"),
            Trace   => Request.Trace.Trace);
   end Subscribe;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Place : Mailboxes.Place;
      Owner : Mailboxes.Owner;
   begin
      Notification_Service.Channels.Find (Channel_Of (Request), Id_Of (Request), Place, Owner);
      Kit.HTTP.Reply (Response, Described (Id_Of (Request), Place, Owner));
   end Show;

   -----------------
   -- Unsubscribe --
   -----------------

   procedure Unsubscribe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Notification_Service.Channels.Unsubscribe (Channel_Of (Request), Id_Of (Request));
      Response.Status := 204;
   end Unsubscribe;

   ----------
   -- Take --
   ----------

   procedure Take
     (Place         : Mailboxes.Place;
      Owner         : Mailboxes.Owner;
      Most, Wait_Ms : Natural;
      Result        : out Mailboxes.Batch)
   is
      Is_Allowed : Boolean;
   begin
      Mailboxes.Take (Place, Owner, Most, Result);
      if Result.Is_Known and then Result.Count = 0 and then Wait_Ms > 0 then
         Waiting.Enter (Is_Allowed);
         if not Is_Allowed then
            Kit.HTTP.Refuse
              (503,
               "no more than" & Waiting.Limit'Image & " requests may wait at once; ask again"
               & " later or without waitMs");
         end if;
         Mailboxes.Wait (Place, Wait_Ms);
         Waiting.Leave;
         Mailboxes.Take (Place, Owner, Most, Result);
      end if;
   end Take;

   -----------
   -- Fetch --
   -----------

   procedure Fetch (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Most    : constant Natural :=
        Query_Number (Request, "max", 1, Max_Events_At_Once, Default => 10);
      Wait_Ms : constant Natural :=
        Query_Number (Request, "waitMs", 0, Waiting.Max_Wait_Ms, Default => 0);
      Place   : Mailboxes.Place;
      Owner   : Mailboxes.Owner;
      Batch   : Mailboxes.Batch;
   begin
      Notification_Service.Channels.Find (Channel_Of (Request), Id_Of (Request), Place, Owner);
      Take (Place, Owner, Most, Wait_Ms, Batch);
      if not Batch.Is_Known then
         Kit.HTTP.Refuse (404, "the subscriber " & Id_Of (Request) & " has left");
      end if;
      Response.Content :=
        "{""events"":[" & Batch.Text & "],""left"":" & Batch.Left'Image
        & ",""dropped"":" & Batch.Dropped'Image & ",""expired"":" & Batch.Expired'Image & '}';
   end Fetch;

end Notification_Service.Web.Subscribers;
