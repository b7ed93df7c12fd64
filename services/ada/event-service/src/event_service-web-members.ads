--  What consumers and suppliers have in common.

with Event_Service.Buffers;
with Event_Service.Stores;
with Kit.HTTP;

private generic
   Role : Stores.Roles;

package Event_Service.Web.Members is

   procedure Connect
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Limit    : Buffers.Limits := Buffers.Default_Events);

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Disconnect (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

end Event_Service.Web.Members;
