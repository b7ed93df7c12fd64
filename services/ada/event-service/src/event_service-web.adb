with Event_Service.Web.Channels;
with Event_Service.Web.Consumers;
with Event_Service.Web.Suppliers;

package body Event_Service.Web is

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Channels.Add_Routes (Table);
      Suppliers.Add_Routes (Table);
      Consumers.Add_Routes (Table);
   end Add_Routes;

end Event_Service.Web;
