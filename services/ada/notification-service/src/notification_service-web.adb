with Notification_Service.Web.Channels;
with Notification_Service.Web.Subscribers;

package body Notification_Service.Web is

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Channels.Add_Routes (Table);
      Subscribers.Add_Routes (Table);
   end Add_Routes;

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
