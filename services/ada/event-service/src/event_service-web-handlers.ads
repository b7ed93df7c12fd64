--  What the parts of the interface have in common.

with Event_Channels.Handlers;
with Event_Service.Channels;

private package Event_Service.Web.Handlers is new Event_Channels.Handlers
  (Event_Service.Channels, Gone => " is disconnected");
