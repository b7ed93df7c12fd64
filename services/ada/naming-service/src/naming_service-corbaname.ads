--  URLs of names: corbaname::host:port/NameService#a/b.kind

with Corba.References;
with Naming_Service.Names;

package Naming_Service.Corbaname is

   type URL (Named : Natural) is record
      --  Where the context is; nil for corbaname:rir:, which is us.
      Context : Corba.References.Reference;

      --  Empty for the context itself.
      Name    : Names.Name (1 .. Named);
   end record;

   --  Raises BAD_PARAM with the minor code that CORBA gives for a bad scheme,
   --  address, key or name; the key may be left out.
   function Parse (Text : String) return URL;

   --  NamingContextExt's to_url: Address is what stands between corbaloc: and
   --  the #. Raises BAD_PARAM (for InvalidAddress), Names.Malformed.
   function Image (Address, Name : String) return String;

end Naming_Service.Corbaname;
