with Ada.Strings.Unbounded;
with Event_Channels;
with Event_Service.Buffers;
with Event_Service.Stores;
with Event_Service.Web.Handlers;
with Event_Service.Web.Members;
with Kit.HTTP;
with Kit.JSON;
with Kit.Requests;

package body Event_Service.Web.Consumers is

   use Ada.Strings.Unbounded;
   use all type Kit.JSON.Kinds;
   use all type Stores.Roles;

   package Members is new Web.Members (Consumer);

   procedure Connect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Pull (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Try_Pull (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  The member limit, if there is content at all.
   function Limit_Of (Request : Kit.HTTP.Request) return Buffers.Limits;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
      Path : constant String := "/v1/channels/{channel}/consumers";
   begin
      Kit.Routes.Add (Table, "POST", Path, Connect'Access);
      Kit.Routes.Add (Table, "GET", Path & "/{id}", Members.Show'Access);
      Kit.Routes.Add (Table, "DELETE", Path & "/{id}", Members.Disconnect'Access);
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
      Given := Kit.JSON.Get (Kit.Requests.Object_Content (Request), "limit");
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

   procedure Connect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Members.Connect (Request, Response, Limit_Of (Request));
   end Connect;

   procedure Pull (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Handlers.Fetch (Request, Response, Consumer);
   end Pull;

   --------------
   -- Try_Pull --
   --------------

   procedure Try_Pull (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Found : Event_Channels.Batch;
   begin
      Handlers.Take (Request, Consumer, Most => 1, Wait_Ms => 0, Result => Found);
      Response.Content :=
        (if Found.Count = 0 then To_Unbounded_String ("{""hasEvent"":false}")
         else "{""hasEvent"":true,""event"":" & Found.Text & '}');
   end Try_Pull;

end Event_Service.Web.Consumers;
