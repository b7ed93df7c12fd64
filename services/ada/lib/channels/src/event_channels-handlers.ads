--  What requests under /v1/channels have in common.

with Event_Channels.Directory;
with Kit.HTTP;

generic
   with package Channels is new Event_Channels.Directory (<>);

   --  Said of a member whose place is somebody else's by now, as " has left".
   Gone : String;

package Event_Channels.Handlers is

   --  Of the path.
   function Channel_Of (Request : Kit.HTTP.Request) return String;
   function Id_Of (Request : Kit.HTTP.Request) return String;

   --  Of channels.
   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   procedure Disconnect
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Role     : Channels.Members.Roles);

   --  Waits for the first event where there is none and the caller may wait.
   procedure Take
     (Request : Kit.HTTP.Request;
      Role    : Channels.Members.Roles;
      Most    : Positive;
      Wait_Ms : Natural;
      Result  : out Batch);

   --  Takes what the query asks for: max events, after waitMs at the latest.
   procedure Fetch
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Role     : Channels.Members.Roles);

end Event_Channels.Handlers;
