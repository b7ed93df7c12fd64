with Ada.Exceptions;
with Kit.Env;
with Kit.Logs;
with Kit.Posix;

package body Kit.Starting is

   ---------
   -- Run --
   ---------

   procedure Run
     (What    : Kit.Service.Description;
      Prepare : not null access procedure (Table : in out Kit.Routes.Table))
   is
      Table : Kit.Routes.Table;
   begin
      Prepare (Table);
      Kit.Service.Run (What, Table);
   exception
      when Error : Kit.Env.Invalid_Setting =>
         Kit.Logs.Configure (What.Name.all, Kit.Logs.Info);
         Kit.Logs.Write (Kit.Logs.Error, Ada.Exceptions.Exception_Message (Error));
         Kit.Posix.Exit_Now (1);
   end Run;

end Kit.Starting;
