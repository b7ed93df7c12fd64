with Event_Channels.Waiting;
with Kit.Env;
with Kit.Starting;

package body Event_Channels.Starting is

   ---------
   -- Run --
   ---------

   procedure Run
     (What       : Kit.Service.Description;
      Add_Routes : not null access procedure (Table : in out Kit.Routes.Table))
   is
      procedure Prepare (Table : in out Kit.Routes.Table);

      procedure Prepare (Table : in out Kit.Routes.Table) is
      begin
         Waiting.Configure (Kit.Env.Number ("MAX_WORKERS", 64, 1, 256));
         Add_Routes (Table);
      end Prepare;

   begin
      Kit.Starting.Run (What, Prepare'Access);
   end Run;

end Event_Channels.Starting;
