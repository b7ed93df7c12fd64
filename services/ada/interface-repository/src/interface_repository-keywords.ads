--  The reserved words of IDL.

package Interface_Repository.Keywords is
   pragma Pure;

   --  Regardless of case: a name may differ from no keyword in case alone.
   function Is_Keyword (Spelling : String) return Boolean;

end Interface_Repository.Keywords;
