--  The start of a service with event channels.

with Kit.Routes;
with Kit.Service;

package Event_Channels.Starting is

   procedure Run
     (What       : Kit.Service.Description;
      Add_Routes : not null access procedure (Table : in out Kit.Routes.Table));

end Event_Channels.Starting;
