with Ada.Strings.Unbounded;
with Event_Service.Buffers;
with Event_Service.Channels;
with Event_Service.Waiting;

package body Event_Service.Web.Consumers is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;

   Max_Events_At_Once : constant := 100;

   procedure Connect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Disconnect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Pull (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Try_Pull (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  The member limit, if there is content at all.
   function Limit_Of (Request : Kit.HTTP.Request) return Buffers.Limits;

   --  Waits for the first event where there is none and the caller may wait.
   procedure Take
     (Request : Kit.HTTP.Request; Most, Wait_Ms : Natural; Result : out Connections.Batch);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
      Path : constant String := "/v1/channels/{channel}/consumers";
   begin
      Kit.Routes.Add (Table, "POST", Path, Connect'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}", Show'Access);
      Kit.Routes.Add (Table, "DELETE", Path & "/{id}", Disconnect'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}/events", Pull'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}/try-pull", Try_Pull'Access);
   end Add_Routes;

   --------------
   -- Limit_Of --
   --------------

   function Limit_Of (Request : Kit.HTTP.Request) return Buffers.Limits is
      Given : Kit.JSON.Value;
   begin
      if Length (Request.Content) = 0 then
         return Buffers.Default_Events;
      end if;
      Given := Kit.JSON.Get (Object_Content (Request), "limit");
      if Kit.JSON.Kind (Given) = Null_Value then
         return Buffers.Default_Events;
      elsif Kit.JSON.Kind (Given) /= Integer_Value
        or else Kit.JSON.As_Integer (Given) not in 1 .. Buffers.Max_Events
      then
         Kit.HTTP.Refuse
           (400, "the member limit must be an integer in 1 .." & Buffers.Max_Events'Image);
      end if;
      return Buffers.Limits (Kit.JSON.As_Integer (Given));
   end Limit_Of;

   -------------
   -- Connect --
   -------------

   procedure Connect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Id : constant String := Event_Service.Channels.Connect
        (Channel_Of (Request), Connections.Consumer, Limit_Of (Request));
   begin
      Answer_Connection (Response, Channel_Of (Request), Id, Connections.Consumer, 201);
   end Connect;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Answer_Connection
        (Response, Channel_Of (Request), Id_Of (Request), Connections.Consumer);
   end Show;

   ----------------
   -- Disconnect --
   ----------------

   procedure Disconnect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Event_Service.Channels.Disconnect
        (Channel_Of (Request), Id_Of (Request), Connections.Consumer);
      Response.Status := 204;
   end Disconnect;

   ----------
   -- Take --
   ----------

   procedure Take
     (Request : Kit.HTTP.Request; Most, Wait_Ms : Natural; Result : out Connections.Batch)
   is
      Place      : Connections.Place;
      Owner      : Connections.Owner;
      Is_Allowed : Boolean;
   begin
      Event_Service.Channels.Find
        (Channel_Of (Request), Id_Of (Request), Connections.Consumer, Place, Owner);
      Connections.Take (Place, Owner, Most, Result);
      if Result.Is_Known and then Result.Count = 0 and then Wait_Ms > 0 then
         Waiting.Enter (Is_Allowed);
         if not Is_Allowed then
            Kit.HTTP.Refuse
              (503,
               "no more than" & Waiting.Limit'Image & " requests may wait at once; ask again"
               & " later or without waitMs");
         end if;
         Connections.Wait (Place, Wait_Ms);
         Waiting.Leave;
         Connections.Take (Place, Owner, Most, Result);
      end if;
      if not Result.Is_Known then
         Kit.HTTP.Refuse (404, "the consumer " & Id_Of (Request) & " is disconnected");
      end if;
   end Take;

   ----------
   -- Pull --
   ----------

   procedure Pull (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Batch : Connections.Batch;
   begin
      Take
        (Request,
         Query_Number (Request, "max", 1, Max_Events_At_Once, Default => 10),
         Query_Number (Request, "waitMs", 0, Waiting.Max_Wait_Ms, Default => 0),
         Batch);
      Response.Content :=
        "{""events"":[" & Batch.Text & "],""left"":" & Batch.Left'Image
        & ",""dropped"":" & Batch.Dropped'Image & '}';
   end Pull;

   --------------
   -- Try_Pull --
   --------------

   procedure Try_Pull (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Batch : Connections.Batch;
   begin
      Take (Request, 1, 0, Batch);
      Response.Content :=
        (if Batch.Count = 0 then To_Unbounded_String ("{""hasEvent"":false}")
         else "{""hasEvent"":true,""event"":" & Batch.Text & '}');
   end Try_Pull;

end Event_Service.Web.Consumers;
