--  Root of interface-repository: IDL definitions: look-up, containment, repository ids.

package Interface_Repository is
   pragma Pure;

   Name         : aliased constant String := "interface-repository";
   Version      : aliased constant String := "0.1.0";
   Default_Port : constant := 50_066;

end Interface_Repository;
