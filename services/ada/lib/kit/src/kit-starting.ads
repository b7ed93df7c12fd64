--  The start of a service that has settings of its own.

with Kit.Routes;
with Kit.Service;

package Kit.Starting is

   --  Runs the service after Prepare has read its settings and added its
   --  routes. A setting that is wrong becomes a line in the log and the end
   --  with status 1.
   procedure Run
     (What    : Kit.Service.Description;
      Prepare : not null access procedure (Table : in out Kit.Routes.Table));

end Kit.Starting;
