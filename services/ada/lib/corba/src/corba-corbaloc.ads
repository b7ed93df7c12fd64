--  References as URLs: corbaloc:iiop:1.2@host:port,.../key

with Corba.References;

package Corba.Corbaloc is

   Prefix : constant String := "corbaloc:";

   function Is_Corbaloc (Text : String) return Boolean;

   --  One profile for each address. Raises BAD_PARAM with the minor code that
   --  CORBA gives for a bad scheme, address or key.
   function Parse (Text : String) return Corba.References.Reference;

   --  Of the profiles for IIOP; they must share one key. Raises BAD_PARAM
   --  where there is none or the keys differ. Type and components are lost.
   function Image (Item : Corba.References.Reference) return String;

   --  As it stands in a URL: letters, digits and a few marks as they are, all
   --  else as %hh.
   function Escaped (Key : String) return String;

end Corba.Corbaloc;
