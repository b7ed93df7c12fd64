--  What the parts of the interface have in common.

with Event_Channels.Handlers;
with Notification_Service.Channels;

private package Notification_Service.Web.Handlers is new Event_Channels.Handlers
  (Notification_Service.Channels, Gone => " has left");
