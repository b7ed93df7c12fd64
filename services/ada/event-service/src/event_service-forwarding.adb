with Kit.Client;
with Kit.Dependencies;
with Kit.HTTP;
with Kit.JSON.Printing;
with Kit.Retries;

package body Event_Service.Forwarding is

   use type Kit.JSON.Value;

   function Content (Items : Events.Event_List) return String;

   --  201 or 409: it is there.
   procedure Make (Channel : String; Trace : Kit.Traces.Context);

   procedure Refuse_For (Answer : Kit.Client.Answer)
     with No_Return;

   -------------
   -- Content --
   -------------

   function Content (Items : Events.Event_List) return String is
      List   : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      for Item of Items loop
         Kit.JSON.Append (List, Item.Structured);
      end loop;
      Kit.JSON.Add (Result, "events", List);
      return Kit.JSON.Printing.Image (Result);
   end Content;

   ----------
   -- Make --
   ----------

   procedure Make (Channel : String; Trace : Kit.Traces.Context) is
      Wanted : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Answer : Kit.Client.Answer;
   begin
      Kit.JSON.Add (Wanted, "name", Kit.JSON.Value'(+Channel));
      Answer := Kit.Dependencies.Call
        (Target, "POST", "/v1/channels", Kit.JSON.Printing.Image (Wanted), Trace);
      if Answer.Status not in 201 | 409 then
         Refuse_For (Answer);
      end if;
   end Make;

   ----------------
   -- Refuse_For --
   ----------------

   procedure Refuse_For (Answer : Kit.Client.Answer) is
      Reason : constant String := Kit.Retries.Reason_In (Answer);
   begin
      if Answer.Status in 400 | 413 | 422 then
         Kit.HTTP.Refuse (Answer.Status, Target & ": " & Reason);
      end if;
      Kit.HTTP.Refuse (502, Target & " answered" & Answer.Status'Image & ": " & Reason);
   end Refuse_For;

   -------------
   -- Forward --
   -------------

   procedure Forward
     (Channel : String; Items : Events.Event_List; Trace : Kit.Traces.Context)
   is
      Path   : constant String := "/v1/channels/" & Channel & "/events";
      Text   : constant String := Content (Items);
      Answer : Kit.Client.Answer := Kit.Dependencies.Call (Target, "POST", Path, Text, Trace);
   begin
      if Answer.Status = 404 then
         Make (Channel, Trace);
         Answer := Kit.Dependencies.Call (Target, "POST", Path, Text, Trace);
      end if;
      if Answer.Status /= 202 then
         Refuse_For (Answer);
      end if;
   end Forward;

end Event_Service.Forwarding;
