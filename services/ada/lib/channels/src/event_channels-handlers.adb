with Ada.Characters.Handling;
with Ada.Strings.Unbounded;
with Event_Channels.Waiting;
with Kit.JSON;
with Kit.Requests;

package body Event_Channels.Handlers is

   use Ada.Strings.Unbounded;

   function Channel_Of (Request : Kit.HTTP.Request) return String is
     (Kit.Requests.Part (Request, "channel"));

   function Id_Of (Request : Kit.HTTP.Request) return String is
     (Kit.Requests.Part (Request, "id"));

   ----------
   -- List --
   ----------

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      pragma Unreferenced (Request);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "channels", Channels.Images);
      Kit.HTTP.Reply (Response, Result);
   end List;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Kit.HTTP.Reply (Response, Channels.Image (Channel_Of (Request)));
   end Show;

   ------------
   -- Remove --
   ------------

   procedure Remove (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
   begin
      Channels.Remove (Channel_Of (Request));
      Response.Status := 204;
   end Remove;

   ----------------
   -- Disconnect --
   ----------------

   procedure Disconnect
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Role     : Channels.Members.Roles) is
   begin
      Channels.Disconnect (Channel_Of (Request), Id_Of (Request), Role);
      Response.Status := 204;
   end Disconnect;

   ----------
   -- Take --
   ----------

   procedure Take
     (Request : Kit.HTTP.Request;
      Role    : Channels.Members.Roles;
      Most    : Positive;
      Wait_Ms : Natural;
      Result  : out Batch)
   is
      Where : Place;
      Whose : Owner;
   begin
      Channels.Find (Channel_Of (Request), Id_Of (Request), Role, Where, Whose);
      Channels.Members.Take (Where, Whose, Most, Wait_Ms, Result);
      if not Result.Is_Known then
         Kit.HTTP.Refuse
           (404,
            "the " & Ada.Characters.Handling.To_Lower (Role'Image) & ' ' & Id_Of (Request)
            & Gone);
      end if;
   end Take;

   -----------
   -- Fetch --
   -----------

   procedure Fetch
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Role     : Channels.Members.Roles)
   is
      Found : Batch;
   begin
      Take
        (Request, Role,
         Kit.Requests.Query_Number (Request, "max", 1, Max_Events_At_Once, Default => 10),
         Kit.Requests.Query_Number (Request, "waitMs", 0, Waiting.Max_Wait_Ms, Default => 0),
         Found);
      Response.Content :=
        "{""events"":[" & Found.Text & "],""left"":" & Found.Left'Image & ',' & Found.Losses
        & '}';
   end Fetch;

end Event_Channels.Handlers;
