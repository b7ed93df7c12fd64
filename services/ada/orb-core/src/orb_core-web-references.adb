with Corba.CDR;
with Corba.Corbaloc;
with Corba.IOR;
with Corba.References;
with Kit.Requests;
with Orb_Core.Describing;

package body Orb_Core.Web.References is

   use Kit.Requests;

   procedure Parse (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Print (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "POST", "/v1/references/parse", Parse'Access);
      Kit.Routes.Add (Table, "POST", "/v1/references/format", Print'Access);
   end Add_Routes;

   -----------
   -- Parse --
   -----------

   procedure Parse (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
   begin
      Kit.HTTP.Reply
        (Response, Describing.Image (Describing.Parse (Needed_Text (Content, "reference"))));
   end Parse;

   -----------
   -- Print --
   -----------

   procedure Print (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Object_Content (Request);
      Format  : constant String :=
        (if Kit.JSON.Has (Content, "format")
         then Needed_Text (Content, "format") else "ior");
      Order   : constant String :=
        (if Kit.JSON.Has (Content, "byteOrder")
         then Needed_Text (Content, "byteOrder") else "big");
      Given   : constant Corba.References.Reference :=
        (if Kit.JSON.Has (Content, "reference")
         then Describing.Parse (Needed_Text (Content, "reference"))
         else Describing.To_Reference (Content));
      Result  : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      if Order not in "big" | "little" then
         Kit.HTTP.Refuse (400, "byteOrder must be big or little");
      elsif Format = "ior" then
         Kit.JSON.Add
           (Result, "reference",
            Corba.IOR.Image
              (Given,
               (if Order = "big" then Corba.CDR.Big_Endian else Corba.CDR.Little_Endian)));
      elsif Format = "corbaloc" then
         Kit.JSON.Add (Result, "reference", Corba.Corbaloc.Image (Given));
      else
         Kit.HTTP.Refuse (400, "format must be ior or corbaloc");
      end if;
      Kit.HTTP.Reply (Response, Result);
   end Print;

end Orb_Core.Web.References;
