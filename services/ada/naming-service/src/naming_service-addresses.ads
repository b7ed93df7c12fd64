--  The references of our own contexts: corbaloc URLs whose key is NameService
--  for the root, and NameService/7 for another one.

package Naming_Service.Addresses is

   Root_Key        : constant String := "NameService";
   Context_Type_Id : constant String := "IDL:omg.org/CosNaming/NamingContextExt:1.0";

   --  What references name as our host and port.
   procedure Configure (Host : String; Port : Positive);

   function Context_Reference (Id : Natural) return String;

   --  The id of a context with this object key; -1 for any other key.
   function Context_Of_Key (Key : String) return Integer;

   --  The same of a reference, IOR or corbaloc; -1 when it is of another host
   --  or port. Raises system exceptions where it is no reference.
   function Context_Of (Reference : String) return Integer;

   --  Without the blank that 'Image puts before it.
   function Plain (Number : Natural) return String;

   function Is_Reference (Text : String) return Boolean;

   --  Type id of an IOR; empty for a corbaloc, which has none. Raises system
   --  exceptions where it is no reference.
   function Type_Id (Reference : String) return String;

end Naming_Service.Addresses;
