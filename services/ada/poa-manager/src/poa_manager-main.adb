with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Corba.Corbaloc;
with Corba.References;
with Corba.System_Exceptions;
with Kit.Env;
with Kit.Logs;
with Kit.Posix;
with Kit.Routes;
with Kit.Service;
with POA_Manager.Adapters;
with POA_Manager.Objects;
with POA_Manager.Web;

procedure POA_Manager.Main is

   What  : constant Kit.Service.Description :=
     (Name         => POA_Manager.Name'Access,
      Version      => POA_Manager.Version'Access,
      Default_Port => POA_Manager.Default_Port);
   Table : Kit.Routes.Table;

   procedure Configure_Address (Text : String);

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

begin
   Configure_Address (Kit.Env.Value ("ORB_ADDRESS", "orb-core:50060"));
   Adapters.Set_Up;
   Adapters.Need_Services;
   Web.Add_Routes (Table);
   Kit.Service.Run (What, Table);
exception
   when Error : Kit.Env.Invalid_Setting =>
      Kit.Logs.Configure (Name, Kit.Logs.Info);
      Kit.Logs.Write (Kit.Logs.Error, Ada.Exceptions.Exception_Message (Error));
      Kit.Posix.Exit_Now (1);
end POA_Manager.Main;
