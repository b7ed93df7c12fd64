with Kit.Fields;
with Notification_Service.Web.Channels;
with Notification_Service.Web.Subscribers;

package body Notification_Service.Web is

   use all type Kit.JSON.Kinds;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Channels.Add_Routes (Table);
      Subscribers.Add_Routes (Table);
   end Add_Routes;

   --------------------
   -- Object_Content --
   --------------------

   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value is
   begin
      return Result : constant Kit.JSON.Value := Kit.HTTP.JSON_Content (Request) do
         if Kit.JSON.Kind (Result) /= Object_Value then
            Kit.HTTP.Refuse (400, "the content must be a JSON object");
         end if;
      end return;
   end Object_Content;

   ------------------
   -- Query_Number --
   ------------------

   function Query_Number
     (Request : Kit.HTTP.Request; Name : String; Low, High, Default : Natural) return Natural
   is
      Text : constant String := Kit.Fields.Value (Request.Query, Name);
   begin
      if not Kit.Fields.Has (Request.Query, Name) then
         return Default;
      elsif Text'Length in 1 .. 6 and then (for all Item of Text => Item in '0' .. '9')
        and then Natural'Value (Text) in Low .. High
      then
         return Natural'Value (Text);
      end if;
      Kit.HTTP.Refuse
        (400, "the query's " & Name & " must be a number in" & Low'Image & " .." & High'Image);
   end Query_Number;

   ----------------------
   -- Answer_Exception --
   ----------------------

   procedure Answer_Exception
     (Response     : in out Kit.HTTP.Response;
      Id, Reason   : String;
      Member       : String;
      Details      : Kit.JSON.Value;
      Trace        : String)
   is
      Error  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Inner  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Error, "status", Long_Long_Integer'(422));
      Kit.JSON.Add (Error, "code", "unprocessable-content");
      Kit.JSON.Add (Error, "reason", Reason);
      Kit.JSON.Add (Error, "traceId", Trace);
      Kit.JSON.Add (Inner, "id", Id);
      Kit.JSON.Add (Inner, Member, Details);
      Kit.JSON.Add (Result, "error", Error);
      Kit.JSON.Add (Result, "exception", Inner);
      Kit.HTTP.Reply (Response, Result, 422);
   end Answer_Exception;

end Notification_Service.Web;
