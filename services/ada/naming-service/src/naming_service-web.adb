with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Corba.Answers;
with Corba.System_Exceptions;
with Interfaces;
with Kit.Pool;
with Kit.Requests;
with Naming_Service.Addresses;
with Naming_Service.Neighbours;
with Naming_Service.Web.Contexts;
with Naming_Service.Web.Exceptions;
with Naming_Service.Web.Name_Operations;

package body Naming_Service.Web is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use Kit.Requests;
   use all type Kit.JSON.Kinds;
   use all type Graph.Target_Kinds;
   use all type Outcomes.Kinds;
   use type Interfaces.Unsigned_32;

   --  BAD_PARAM of our own: a reference that is no context of ours.
   Not_Ours : constant Minor_Code := Polyorb_Set or 21;

   procedure Translate
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Response : in out Kit.HTTP.Response;
      Done     : out Boolean);

   function Components (Item : Kit.JSON.Value) return Names.Name;

   ---------------
   -- Translate --
   ---------------

   procedure Translate
     (Error    : Ada.Exceptions.Exception_Occurrence;
      Response : in out Kit.HTTP.Response;
      Done     : out Boolean)
   is
      use type Ada.Exceptions.Exception_Id;
      Identity : constant Ada.Exceptions.Exception_Id :=
        Ada.Exceptions.Exception_Identity (Error);
   begin
      Done := True;
      if Identity = Raised'Identity then
         Corba.Answers.Answer (Response, Caught (Error));
      elsif Identity = Names.Malformed'Identity then
         Answer
           (Response,
            (Kind   => Invalid_Name,
             Reason => To_Unbounded_String (Ada.Exceptions.Exception_Message (Error)),
             others => <>));
      else
         Done := False;
      end if;
   end Translate;

   ----------------
   -- Add_Routes --
   ----------------

   procedure Add_Routes (Table : in out Kit.Routes.Table) is
   begin
      Kit.Pool.Set_Translator (Translate'Access);
      Name_Operations.Add_Routes (Table);
      Contexts.Add_Routes (Table);
   end Add_Routes;

   procedure Answer (Response : in out Kit.HTTP.Response; Result : Outcomes.Outcome)
     renames Exceptions.Answer;

   ----------------
   -- Components --
   ----------------

   function Components (Item : Kit.JSON.Value) return Names.Name is
      Result : Names.Name (1 .. Names.Max_Components);
      Count  : constant Natural := Kit.JSON.Length (Item);
   begin
      if Kit.JSON.Kind (Item) /= Array_Value then
         Kit.HTTP.Refuse (400, "the member components must be an array");
      elsif Count not in 1 .. Names.Max_Components then
         raise Names.Malformed with "a name has 1 to 32 components";
      end if;
      for Index in 1 .. Count loop
         Result (Index) :=
           (Id   => To_Unbounded_String (Needed_Text (Kit.JSON.Element (Item, Index), "id")),
            Kind => To_Unbounded_String (Optional_Text (Kit.JSON.Element (Item, Index), "kind")));
      end loop;
      Names.Check (Result (1 .. Count));
      return Result (1 .. Count);
   end Components;

   -----------------
   -- Needed_Name --
   -----------------

   function Needed_Name (Content : Kit.JSON.Value) return Names.Name is
      Item : constant Kit.JSON.Value := Kit.JSON.Get (Content, "name");
   begin
      if Kit.JSON.Kind (Item) = Object_Value then
         return Components (Kit.JSON.Get (Item, "components"));
      elsif Kit.JSON.Kind (Item) = Null_Value and then Kit.JSON.Has (Content, "components") then
         return Components (Kit.JSON.Get (Content, "components"));
      else
         return Names.Parse (Needed_Text (Content, "name"));
      end if;
   end Needed_Name;

   ------------------
   -- Find_Context --
   ------------------

   procedure Find_Context
     (Content  : Kit.JSON.Value;
      Member   : String;
      Id       : out Graph.Context_Id;
      Response : in out Kit.HTTP.Response;
      Answered : out Boolean)
   is
      Text   : constant String := Optional_Text (Content, Member);
      Found  : Graph.Target;
      Result : Outcomes.Outcome;
   begin
      Answered := False;
      Id       := Graph.Root;
      if Text = "" then
         return;
      elsif Addresses.Is_Reference (Text) then
         if Addresses.Context_Of (Text) < 0 then
            Throw (Bad_Param, Not_Ours, Member & " is no reference of a context of this service");
         end if;
         Id := Addresses.Context_Of (Text);
         return;
      end if;
      Graph.Resolve (Graph.Root, Names.Parse (Text), Found, Result);
      if Result.Kind = Done and then Found.Kind = Object then
         Result := (Kind => Not_Found, Why => Outcomes.Not_Context,
                    Rest => To_Unbounded_String (Text), others => <>);
      elsif Result.Kind = Done and then Found.Kind = Foreign_Context then
         Result := (Kind => Cannot_Proceed, Context => Found.Reference, others => <>);
      end if;
      Answered := Result.Kind /= Done;
      if Answered then
         Answer (Response, Result);
      else
         Id := Found.Id;
      end if;
   end Find_Context;

   function Reference_Of (Item : Graph.Target) return String is
     (if Item.Kind = Graph.Context then Addresses.Context_Reference (Item.Id)
      else To_String (Item.Reference));

   function Type_Of (Item : Graph.Target) return String is
     (if Item.Kind = Graph.Context then Addresses.Context_Type_Id
      else To_String (Item.Type_Id));

   ----------------
   -- Add_Target --
   ----------------

   procedure Add_Target (To : in out Kit.JSON.Value; Item : Graph.Target) is
   begin
      Kit.JSON.Add (To, "type", (if Item.Kind = Object then "nobject" else "ncontext"));
      Kit.JSON.Add (To, "reference", Reference_Of (Item));
      Kit.JSON.Add (To, "typeId", Type_Of (Item));
   end Add_Target;

   --------------------
   -- Change_Binding --
   --------------------

   procedure Change_Binding
     (Request  : Kit.HTTP.Request;
      Response : in out Kit.HTTP.Response;
      Content  : Kit.JSON.Value;
      Action   : Graph.Actions;
      Item     : Graph.Target;
      Kind     : String;
      Status   : Positive)
   is
      Name     : constant Names.Name := Needed_Name (Content);
      Reply    : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Start    : Graph.Context_Id;
      Answered : Boolean;
      Change   : Graph.Change;
      Result   : Outcomes.Outcome;
   begin
      Find_Context (Content, "context", Start, Response, Answered);
      if Answered then
         return;
      end if;
      Graph.Prepare (Start, Name, Action, Item, Change, Result);
      if Result.Kind /= Done then
         Answer (Response, Result);
         return;
      end if;
      declare
         Subject : constant Graph.Target :=
           (if Graph."=" (Action, Graph.Unbind) then Graph.Old (Change) else Item);
      begin
         Neighbours.Announce
           (Kind, Addresses.Context_Reference (Start), Names.Image (Name),
            Reference_Of (Subject), Type_Of (Subject), Request.Trace);
         Kit.JSON.Add (Reply, "name", Names.Image (Name));
         Add_Target (Reply, Subject);
      exception
         when others =>
            Graph.Abandon (Change);
            raise;
      end;
      Graph.Commit (Change);
      Kit.HTTP.Reply (Response, Reply, Status);
   end Change_Binding;

end Naming_Service.Web;
