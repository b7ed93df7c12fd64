with Ada.Strings.Unbounded;
with Corba.Corbaloc;
with Corba.References;
with Corba.System_Exceptions;
with Kit.Env;
with Kit.Routes;
with Kit.Starting;
with POA_Manager.Adapters;
with POA_Manager.Objects;
with POA_Manager.Web;

procedure POA_Manager.Main is

   procedure Configure_Address (Text : String);
   procedure Prepare (Table : in out Kit.Routes.Table);

   procedure Configure_Address (Text : String) is
      use Ada.Strings.Unbounded;
      use Corba.References;
      Parsed : Reference;
   begin
      Parsed := Corba.Corbaloc.Parse ("corbaloc::1.2@" & Text & "/key");
      if Count (Parsed) /= 1 or else Nth (Parsed, 1).Key /= "key" then
         raise Kit.Env.Invalid_Setting with "ORB_ADDRESS: expected one host:port";
      end if;
      Objects.Configure (To_String (Nth (Parsed, 1).Host), Nth (Parsed, 1).Port);
   exception
      when Corba.System_Exceptions.Raised =>
         raise Kit.Env.Invalid_Setting with "ORB_ADDRESS: expected host:port";
   end Configure_Address;

   procedure Prepare (Table : in out Kit.Routes.Table) is
   begin
      Configure_Address (Kit.Env.Value ("ORB_ADDRESS", "orb-core:50060"));
      Adapters.Set_Up;
      Adapters.Need_Services;
      Web.Add_Routes (Table);
   end Prepare;

begin
   Kit.Starting.Run
     ((POA_Manager.Name'Access, POA_Manager.Version'Access, POA_Manager.Default_Port),
      Prepare'Access);
end POA_Manager.Main;
