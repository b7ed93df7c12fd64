with Kit.HTTP;

function Event_Channels.Decode_All (Content : Kit.JSON.Value) return Event_List is
   use type Kit.JSON.Kinds;

   Given : constant Kit.JSON.Value := Kit.JSON.Get (Content, "events");

   function Place (Index : Positive) return String;

   --  From 0, as JSON counts.
   function Place (Index : Positive) return String is
      Image : constant String := Integer'Image (Index - 1);
   begin
      return "events[" & Image (Image'First + 1 .. Image'Last) & ']';
   end Place;

begin
   if Kit.JSON.Kind (Given) /= Kit.JSON.Array_Value
     or else Kit.JSON.Length (Given) not in 1 .. Max_Events_At_Once
   then
      Kit.HTTP.Refuse
        (400,
         "the member events must be an array of 1 to" & Max_Events_At_Once'Image & " events");
   end if;
   return Result : Event_List (1 .. Kit.JSON.Length (Given)) do
      for Index in Result'Range loop
         Result (Index) := Decode (Kit.JSON.Element (Given, Index), Place (Index));
      end loop;
   end return;
end Event_Channels.Decode_All;
