--  Definitions as JSON, types as IDL spells them.

with Interface_Repository.Model;
with Kit.JSON;

package Interface_Repository.Describing is

   function Image (Repo : Model.Repository; Item : Model.Value) return Kit.JSON.Value;

   --  sequence<::polyorb::Point>
   function Type_Image (Repo : Model.Repository; Item : Model.Type_Ref) return String;

   --  {"kind", "name", "id", "absoluteName"}
   function Brief (Repo : Model.Repository; Item : Model.Index) return Kit.JSON.Value;

   --  The same, "version", "definedIn" and what the kind has beside.
   function Full (Repo : Model.Repository; Item : Model.Index) return Kit.JSON.Value;

   --  Of an interface: Full, with all operations and attributes, inherited
   --  ones too.
   function Full_Interface
     (Repo : Model.Repository; Item : Model.Index) return Kit.JSON.Value;

end Interface_Repository.Describing;
