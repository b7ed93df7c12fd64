with Ada.Strings.Unbounded;
with Interface_Repository.Describing;
with Interface_Repository.Model;
with Interface_Repository.Store;
with Kit.Fields;
with Kit.JSON;

package body Interface_Repository.Web.Contents is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;

   Page : constant := 200;

   --  By id or by name; the root for none. Refuses with 404.
   function Container (Repo : Repository; Given : String) return Optional_Index;

   procedure Check_Kind (Given : String);

   ---------------
   -- Container --
   ---------------

   function Container (Repo : Repository; Given : String) return Optional_Index is
      By_Id  : constant Optional_Index := Find_Id (Repo, Given);
      Result : constant Optional_Index :=
        (if Given = "" or else By_Id /= 0 then By_Id else Find_Absolute (Repo, Given));
   begin
      if Result = 0 and then Given /= "" then
         Kit.HTTP.Refuse (404, "no definition has the id or name " & Given);
      end if;
      return Result;
   end Container;

   ----------------
   -- Check_Kind --
   ----------------

   procedure Check_Kind (Given : String) is
   begin
      if Given /= ""
        and then not (for some Kind in Module .. Constant_Kind => Word (Kind) = Given)
      then
         Kit.HTTP.Refuse
           (400, "the query's kind must be module, interface, attribute, operation, struct,"
            & " enum, union, exception, alias or constant");
      end if;
   end Check_Kind;

   ----------
   -- List --
   ----------

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Of_Whom : constant String := Kit.Fields.Value (Request.Query, "of");
      Kind    : constant String := Kit.Fields.Value (Request.Query, "kind");
      After   : constant String := Kit.Fields.Value (Request.Query, "after");
      Result  : Kit.JSON.Value := Kit.JSON.Empty_Object;

      procedure Answer (Repo : Repository);

      procedure Answer (Repo : Repository) is
         Whole  : constant Optional_Index := Container (Repo, Of_Whom);
         Start  : constant Optional_Index := (if After = "" then 0 else Find_Id (Repo, After));
         Items  : Kit.JSON.Value := Kit.JSON.Empty_Array;
         Last   : Optional_Index := 0;
      begin
         if Start = 0 and then After /= "" then
            Kit.HTTP.Refuse (400, "the query's after must be the id of a definition");
         end if;
         for Item in Start + 1 .. Repo.Definitions.Last_Index loop
            if Repo.Definitions (Item).Container = Whole
              and then Repo.Definitions (Item).Kind /= Enumerator
              and then (Kind = "" or else Kind = Word (Repo.Definitions (Item).Kind))
            then
               if Kit.JSON.Length (Items) = Page then
                  Kit.JSON.Add (Result, "next", To_String (Repo.Definitions (Last).Id));
                  exit;
               end if;
               Kit.JSON.Append (Items, Describing.Brief (Repo, Item));
               Last := Item;
            end if;
         end loop;
         Kit.JSON.Add (Result, "contents", Items);
      end Answer;

   begin
      Check_Kind (Kind);
      Store.Read (Answer'Access);
      Kit.HTTP.Reply (Response, Result);
   end List;

end Interface_Repository.Web.Contents;
