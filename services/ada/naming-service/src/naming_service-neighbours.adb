with Ada.Strings.Unbounded;
with Corba.Escapes;
with Kit.Client;
with Kit.Dependencies;
with Kit.HTTP;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;
with Kit.Retries;

package body Naming_Service.Neighbours is

   use Ada.Strings.Unbounded;
   use type Kit.JSON.Kinds;

   Repository : constant String := "interface-repository";
   Events     : constant String := "event-service";

   --  What kind of definition the answer describes; empty where it says none.
   function Kind_Of (Content : String) return String;

   -------------
   -- Kind_Of --
   -------------

   function Kind_Of (Content : String) return String is
      Kind : constant Kit.JSON.Value :=
        Kit.JSON.Get (Kit.JSON.Parsing.Parse (Content), "kind");
   begin
      return (if Kit.JSON.Kind (Kind) = Kit.JSON.String_Value
              then Kit.JSON.As_String (Kind) else "");
   exception
      when Kit.JSON.Parsing.Syntax_Error =>
         return "";
   end Kind_Of;

   ----------------
   -- Check_Type --
   ----------------

   procedure Check_Type (Type_Id : String; Trace : Kit.Traces.Context) is
      Answer : constant Kit.Client.Answer := Kit.Dependencies.Call
        (Repository, "GET", "/v1/definitions/" & Corba.Escapes.Escaped (Type_Id), Trace => Trace);
   begin
      case Answer.Status is
         when 200 .. 299 =>
            if Kind_Of (To_String (Answer.Content)) not in "" | "interface" then
               Kit.HTTP.Refuse (422, Type_Id & " is the id of no interface");
            end if;
         when 404 =>
            Kit.HTTP.Refuse (422, Repository & " does not know the type id " & Type_Id);
         when 400 | 422 =>
            Kit.HTTP.Refuse (422, Repository & " refuses the type id " & Type_Id);
         when others =>
            Kit.HTTP.Refuse (503, Repository & " answers" & Answer.Status'Image, Repository);
      end case;
   end Check_Type;

   --------------
   -- Announce --
   --------------

   procedure Announce
     (Kind, Context, Name, Reference, Type_Id : String;
      Trace                                   : Kit.Traces.Context)
   is
      Data    : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Event   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      List    : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Content : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Answer  : Kit.Client.Answer;
   begin
      Kit.JSON.Add (Data, "type", Kind);
      Kit.JSON.Add (Data, "context", Context);
      Kit.JSON.Add (Data, "name", Name);
      Kit.JSON.Add (Data, "reference", Reference);
      Kit.JSON.Add (Data, "typeId", Type_Id);
      Kit.JSON.Add (Event, "type", Kind);
      Kit.JSON.Add (Event, "data", Data);
      Kit.JSON.Append (List, Event);
      Kit.JSON.Add (Content, "events", List);
      Answer := Kit.Dependencies.Call
        (Events, "POST", "/v1/channels/naming/events",
         Kit.JSON.Printing.Image (Content), Trace);
      if Answer.Status in 400 | 413 | 422 then
         --  What it does not like is what the caller gave.
         Kit.HTTP.Refuse
           (422, Events & " refuses the event: " & Kit.Retries.Reason_In (Answer));
      elsif Answer.Status not in 200 .. 299 then
         Kit.HTTP.Refuse
           (503, Events & " does not take the event: it answers" & Answer.Status'Image, Events);
      end if;
   end Announce;

end Naming_Service.Neighbours;
