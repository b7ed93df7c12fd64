--  What consumers and suppliers have in common.

with Event_Service.Stores;
with Kit.HTTP;

private package Event_Service.Web.Members is

   --  Answers with {"id", …} of who has the place.
   procedure Answer
     (Response : in out Kit.HTTP.Response;
      Channel  : String;
      Id       : String;
      Role     : Stores.Roles;
      Status   : Positive := 200);

end Event_Service.Web.Members;
