--  IDL text into a repository, by recursive descent: a subset of OMG IDL
--  (CORBA 3.3, part 1, 7).

with Interface_Repository.Model;

package Interface_Repository.Parsing is

   --  Added are the new definitions in their order. Raises Tokens.Invalid_IDL
   --  with the place, or Model.Full; then Into is as it was.
   procedure Parse
     (Text : String; Into : in out Model.Repository; Added : out Model.Index_Vectors.Vector);

end Interface_Repository.Parsing;
