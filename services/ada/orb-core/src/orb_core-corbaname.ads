--  Names as URLs: corbaname::naming-service:50063#polyorb/echo

package Orb_Core.Corbaname is

   Prefix : constant String := "corbaname:";

   --  The host of the naming service that resolves our names.
   procedure Configure (Naming_Host : String);

   function Is_Corbaname (Text : String) return Boolean;

   --  The name behind the #. Raises BAD_PARAM for a URL that is none or has
   --  no name, NO_PERMISSION for another naming service.
   function Name_In (Text : String) return String
     with Pre => Is_Corbaname (Text);

end Orb_Core.Corbaname;
