with Event_Service.Channels;
with Event_Service.Web.Channels;
with Event_Service.Web.Consumers;
with Event_Service.Web.Suppliers;
with Kit.Fields;

package body Event_Service.Web is

   use all type Kit.JSON.Kinds;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Web.Channels.Add_Routes (Table);
      Suppliers.Add_Routes (Table);
      Consumers.Add_Routes (Table);
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

   function Channel_Of (Request : Kit.HTTP.Request) return String is
     (Kit.Fields.Value (Request.Parameters, "channel"));

   function Id_Of (Request : Kit.HTTP.Request) return String is
     (Kit.Fields.Value (Request.Parameters, "id"));

   -----------------------
   -- Answer_Connection --
   -----------------------

   procedure Answer_Connection
     (Response : in out Kit.HTTP.Response;
      Channel  : String;
      Id       : String;
      Role     : Event_Service.Connections.Roles;
      Status   : Positive := 200)
   is
      Place  : Connections.Place;
      Owner  : Connections.Owner;
      Result : Kit.JSON.Value;
   begin
      Event_Service.Channels.Find (Channel, Id, Role, Place, Owner);
      Result := Connections.Image (Place, Owner);
      if Kit.JSON.Kind (Result) = Null_Value then
         Kit.HTTP.Refuse (404, Id & " is disconnected");
      end if;
      Kit.JSON.Add (Result, "id", Id);
      Kit.HTTP.Reply (Response, Result, Status);
   end Answer_Connection;

end Event_Service.Web;
