--  The one repository of this process. One task at a time adds to it, and one
--  reads it.

with Interface_Repository.Model;

package Interface_Repository.Store is

   --  Texts that were taken are known again, so that to send one twice does
   --  no harm.
   Max_Known_Texts : constant := 1_000;

   --  Action is to be short.
   procedure Read (Action : not null access procedure (Repo : Model.Repository));

   --  Show sees the repository with what the text has added; where Is_Known
   --  that is nothing, and the repository is not shown. Raises what Parsing.Parse does.
   procedure Add
     (Text : String;
      Show : not null access procedure
        (Repo : Model.Repository; Added : Model.Index_Vectors.Vector; Is_Known : Boolean));

end Interface_Repository.Store;
