with Kit.JSON.Parsing;

package body Sample is

   use Notification_Service.Events;

   function Parsed (Text : String) return Kit.JSON.Value is (Kit.JSON.Parsing.Parse (Text));

   function Event (Text : String) return Notification_Service.Events.Event is
     (Decode (Parsed (Text), "event"));

   function Named (Name : String; Variable : String := "")
      return Notification_Service.Events.Event
   is (Event
         ("{""header"":{""domain"":""d"",""type"":""t"",""name"":""" & Name
          & """,""variable"":{" & Variable & "}}}"));

   function Full return Notification_Service.Events.Event is
     (Event
        ("{""header"":{""domain"":""polyorb"",""type"":""bound"",""name"":""echo"","
         & """variable"":{""Priority"":3,""Urgent"":true}},"
         & """filterable"":{""size"":2.5,""host"":""orb-core"",""tags"":[""a"",""b"",7]},"
         & """body"":{""parts"":[{""n"":10},{""n"":20}],""in"":1}}"));

end Sample;
