with Ada.Exceptions;
with Interface_Repository.Describing;
with Interface_Repository.Model;
with Interface_Repository.Store;
with Interface_Repository.Tokens;
with Interface_Repository.Web.Contents;
with Kit.Fields;
with Kit.HTTP;
with Kit.JSON;

package body Interface_Repository.Web is

   use Interface_Repository.Model;
   use all type Kit.JSON.Kinds;

   procedure Add (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Look_Up (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Describe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);
   procedure Is_A (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

   --  All objects are that.
   Object_Id : constant String := "IDL:omg.org/CORBA/Object:1.0";

   --  Both refuse with 404 for what is not there.
   function Known (Repo : Repository; Id : String) return Model.Index;
   function Known_Interface (Repo : Repository; Id : String) return Model.Index;

   procedure Answer_Error
     (Response : in out Kit.HTTP.Response; Message, Trace : String);

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Routes.Add (Table, "POST", "/v1/definitions", Add'Access);
      Kit.Routes.Add (Table, "GET", "/v1/definitions/{id}", Show'Access);
      Kit.Routes.Add (Table, "GET", "/v1/lookup", Look_Up'Access);
      Kit.Routes.Add (Table, "GET", "/v1/contents", Contents.List'Access);
      Kit.Routes.Add (Table, "GET", "/v1/interfaces/{id}", Describe'Access);
      Kit.Routes.Add (Table, "GET", "/v1/interfaces/{id}/is-a/{other}", Is_A'Access);
   end Add_Routes;

   -----------
   -- Known --
   -----------

   function Known (Repo : Repository; Id : String) return Model.Index is
      Result : constant Optional_Index := Find_Id (Repo, Id);
   begin
      if Result = 0 then
         Kit.HTTP.Refuse (404, "no definition has the id " & Id);
      end if;
      return Result;
   end Known;

   ---------------------
   -- Known_Interface --
   ---------------------

   function Known_Interface (Repo : Repository; Id : String) return Model.Index is
   begin
      return Result : constant Model.Index := Known (Repo, Id) do
         if Repo.Definitions (Result).Kind /= Interface_Kind then
            Kit.HTTP.Refuse
              (404, Id & " is no interface, but a kind of "
               & Word (Repo.Definitions (Result).Kind));
         end if;
      end return;
   end Known_Interface;

   ------------------
   -- Answer_Error --
   ------------------

   procedure Answer_Error
     (Response : in out Kit.HTTP.Response; Message, Trace : String)
   is
      Place  : Tokens.Place;
      First  : Positive;
      Error  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Tokens.Split (Message, Place, First);
      Kit.JSON.Add (Error, "status", Long_Long_Integer'(422));
      Kit.JSON.Add (Error, "code", "unprocessable-content");
      Kit.JSON.Add
        (Error, "reason",
         "line" & Place.Line'Image & ", column" & Place.Column'Image & ": "
         & Message (First .. Message'Last));
      Kit.JSON.Add (Error, "line", Long_Long_Integer (Place.Line));
      Kit.JSON.Add (Error, "column", Long_Long_Integer (Place.Column));
      Kit.JSON.Add (Error, "traceId", Trace);
      Kit.JSON.Add (Result, "error", Error);
      Kit.HTTP.Reply (Response, Result, 422);
   end Answer_Error;

   ---------
   -- Add --
   ---------

   procedure Add (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Content : constant Kit.JSON.Value := Kit.HTTP.JSON_Content (Request);
      Text    : constant Kit.JSON.Value := Kit.JSON.Get (Content, "idl");
      Result  : Kit.JSON.Value := Kit.JSON.Empty_Object;

      procedure Show_Added
        (Repo : Repository; Added : Index_Vectors.Vector; Is_Known : Boolean);

      procedure Show_Added
        (Repo : Repository; Added : Index_Vectors.Vector; Is_Known : Boolean)
      is
         List : Kit.JSON.Value := Kit.JSON.Empty_Array;
      begin
         for Item of Added loop
            Kit.JSON.Append (List, Describing.Brief (Repo, Item));
         end loop;
         Kit.JSON.Add (Result, "added", List);
         Kit.JSON.Add (Result, "isKnown", Is_Known);
         Kit.HTTP.Reply (Response, Result, (if Is_Known then 200 else 201));
      end Show_Added;

   begin
      if Kit.JSON.Kind (Content) /= Object_Value then
         Kit.HTTP.Refuse (400, "the content must be a JSON object");
      elsif Kit.JSON.Kind (Text) /= String_Value then
         Kit.HTTP.Refuse (400, "the member idl must be a string");
      elsif Kit.JSON.As_String (Text)'Length > Tokens.Max_Source_Bytes then
         Kit.HTTP.Refuse
           (413, "an IDL text has at most" & Tokens.Max_Source_Bytes'Image & " bytes");
      end if;
      Store.Add (Kit.JSON.As_String (Text), Show_Added'Access);
   exception
      when Error : Tokens.Invalid_IDL =>
         Answer_Error
           (Response, Ada.Exceptions.Exception_Message (Error), Request.Trace.Trace);
      when Error : Model.Full =>
         Kit.HTTP.Refuse (503, Ada.Exceptions.Exception_Message (Error));
   end Add;

   ----------
   -- Show --
   ----------

   procedure Show (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is

      procedure Answer (Repo : Repository);

      procedure Answer (Repo : Repository) is
         Id : constant String := Kit.Fields.Value (Request.Parameters, "id");
      begin
         Kit.HTTP.Reply (Response, Describing.Full (Repo, Known (Repo, Id)));
      end Answer;

   begin
      Store.Read (Answer'Access);
   end Show;

   -------------
   -- Look_Up --
   -------------

   procedure Look_Up (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is
      Name : constant String := Kit.Fields.Value (Request.Query, "name");

      procedure Answer (Repo : Repository);

      procedure Answer (Repo : Repository) is
         Item : constant Optional_Index := Find_Absolute (Repo, Name);
      begin
         if Item = 0 then
            Kit.HTTP.Refuse (404, "no definition has the name " & Name);
         end if;
         Kit.HTTP.Reply (Response, Describing.Full (Repo, Item));
      end Answer;

   begin
      if Name = "" then
         Kit.HTTP.Refuse (400, "the query's name must be a name such as polyorb::Echo");
      end if;
      Store.Read (Answer'Access);
   end Look_Up;

   --------------
   -- Describe --
   --------------

   procedure Describe (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is

      procedure Answer (Repo : Repository);

      procedure Answer (Repo : Repository) is
         Id : constant String := Kit.Fields.Value (Request.Parameters, "id");
      begin
         Kit.HTTP.Reply
           (Response, Describing.Full_Interface (Repo, Known_Interface (Repo, Id)));
      end Answer;

   begin
      Store.Read (Answer'Access);
   end Describe;

   ----------
   -- Is_A --
   ----------

   procedure Is_A (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response) is

      procedure Answer (Repo : Repository);

      procedure Answer (Repo : Repository) is
         Id     : constant String := Kit.Fields.Value (Request.Parameters, "id");
         Other  : constant String := Kit.Fields.Value (Request.Parameters, "other");
         Item   : constant Model.Index := Known_Interface (Repo, Id);
         Second : constant Optional_Index := Find_Id (Repo, Other);
         Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      begin
         Kit.JSON.Add
           (Result, "isA",
            Other = Object_Id
            or else (Second /= 0 and then Model.Is_A (Repo, Item, Second)));
         Kit.HTTP.Reply (Response, Result);
      end Answer;

   begin
      Store.Read (Answer'Access);
   end Is_A;

end Interface_Repository.Web;
