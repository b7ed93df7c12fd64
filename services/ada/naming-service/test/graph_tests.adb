with Ada.Strings.Unbounded;
with AUnit.Assertions;
with Kit.JSON;
with Naming_Service.Graph;
with Naming_Service.Names;
with Naming_Service.Outcomes;

package body Graph_Tests is

   use Ada.Strings.Unbounded;
   use AUnit.Assertions;
   use Naming_Service.Graph;
   use Naming_Service.Names;
   use Naming_Service.Outcomes;

   subtype Case_Of is AUnit.Test_Cases.Test_Case'Class;

   --  Each test has a context of its own.
   function Fresh return Context_Id;

   function An_Object (Reference : String := "x") return Target is
     (Kind => Object, Reference => To_Unbounded_String (Reference), others => <>);

   function A_Context (Id : Context_Id) return Target is
     (Kind => Context, Id => Id, others => <>);

   --  What comes of the whole change.
   function Changed
     (Within : Context_Id; Text : String; Action : Actions; Item : Target := An_Object)
      return Outcome;

   --  The reference, or the kind of exception with its why and rest.
   function Looked_Up (Within : Context_Id; Text : String) return String;

   function Described (Item : Outcome) return String is
     (Item.Kind'Image
      & (if Item.Kind = Not_Found then ' ' & Item.Why'Image else "")
      & (if Item.Kind in Not_Found | Cannot_Proceed then ' ' & To_String (Item.Rest) else ""));

   procedure Expect (Found, Expected : String);

   procedure Expect (Found, Expected : String) is
   begin
      Assert (Found = Expected, "expected " & Expected & ", found " & Found);
   end Expect;

   function Fresh return Context_Id is
      Result : Outcome;
   begin
      return Id : Context_Id do
         New_Context (Id, Result);
         Assert (Result.Kind = Done, "a new context: " & Result.Kind'Image);
      end return;
   end Fresh;

   function Changed
     (Within : Context_Id; Text : String; Action : Actions; Item : Target := An_Object)
      return Outcome
   is
      Item_Change : Change;
   begin
      return Result : Outcome do
         Prepare (Within, Parse (Text), Action, Item, Item_Change, Result);
         if Result.Kind = Done then
            Commit (Item_Change);
         end if;
      end return;
   end Changed;

   function Looked_Up (Within : Context_Id; Text : String) return String is
      Found  : Target;
      Result : Outcome;
   begin
      Resolve (Within, Parse (Text), Found, Result);
      return (if Result.Kind /= Done then Described (Result)
              elsif Found.Kind = Context then "context"
              else To_String (Found.Reference));
   end Looked_Up;

   procedure Test_Bind (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Top  : constant Context_Id := Fresh;
      Deep : constant Context_Id := Fresh;
   begin
      Expect (Described (Changed (Top, "c.k", Bind, A_Context (Deep))), "DONE");
      Expect (Described (Changed (Top, "c.k/a", Bind, An_Object ("one"))), "DONE");
      Expect (Looked_Up (Top, "c.k/a"), "one");
      Expect (Looked_Up (Deep, "a"), "one");
      Expect (Looked_Up (Top, "c.k"), "context");
      Expect (Described (Changed (Top, "c.k/a", Bind)), "ALREADY_BOUND");
      Expect (Described (Changed (Top, "c.k/a", Rebind, An_Object ("two"))), "DONE");
      Expect (Looked_Up (Top, "c.k/a"), "two");
      Expect (Described (Changed (Top, "new", Rebind, An_Object ("three"))), "DONE");
      Expect (Looked_Up (Top, "new"), "three");
      Expect (Described (Changed (Top, "c.k/a", Unbind)), "DONE");
      Expect (Looked_Up (Top, "c.k/a"), "NOT_FOUND MISSING_NODE a");
   end Test_Bind;

   procedure Test_Not_Found (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Top  : constant Context_Id := Fresh;
      Deep : constant Context_Id := Fresh;
   begin
      Expect (Described (Changed (Top, "c", Bind, A_Context (Deep))), "DONE");
      Expect (Described (Changed (Top, "o", Bind)), "DONE");
      Expect (Looked_Up (Top, "x/y/z"), "NOT_FOUND MISSING_NODE x/y/z");
      Expect (Looked_Up (Top, "c/y.k/z"), "NOT_FOUND MISSING_NODE y.k/z");
      Expect (Looked_Up (Top, "c.other"), "NOT_FOUND MISSING_NODE c.other");
      Expect (Looked_Up (Top, "o/y"), "NOT_FOUND NOT_CONTEXT o/y");
      Expect (Described (Changed (Top, "o/y", Bind)), "NOT_FOUND NOT_CONTEXT o/y");
      Expect (Described (Changed (Top, "c/x", Unbind)), "NOT_FOUND MISSING_NODE x");
      Expect (Described (Changed (Top, "c", Rebind)), "NOT_FOUND NOT_OBJECT c");
      Expect
        (Described (Changed (Top, "o", Rebind, A_Context (Deep))), "NOT_FOUND NOT_CONTEXT o");
      Expect (Described (Changed (Top, "c", Bind, A_Context (Deep))), "ALREADY_BOUND");
   end Test_Not_Found;

   procedure Test_Elsewhere (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Top    : constant Context_Id := Fresh;
      Gone   : constant Context_Id := Fresh;
      There  : constant Target :=
        (Kind => Foreign_Context, Reference => To_Unbounded_String ("there"), others => <>);
      Found  : Target;
      Result : Outcome;
   begin
      Expect (Described (Changed (Top, "f", Bind, There)), "DONE");
      Expect (Looked_Up (Top, "f"), "there");
      Resolve (Top, Parse ("f/a/b.c"), Found, Result);
      Expect (Described (Result), "CANNOT_PROCEED a/b.c");
      Expect (To_String (Result.Context), "there");
      Expect (Described (Changed (Top, "g", Bind, A_Context (Gone))), "DONE");
      Destroy (Gone, Result);
      Expect (Looked_Up (Top, "g/a"), "CANNOT_PROCEED a");
      Expect (Looked_Up (Gone, "a"), "NO_CONTEXT");
   end Test_Elsewhere;

   procedure Test_Destroy (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Top    : constant Context_Id := Fresh;
      Result : Outcome;
   begin
      --  A context may hold itself.
      Expect (Described (Changed (Top, "self", Bind, A_Context (Top))), "DONE");
      Expect (Described (Changed (Top, "self/self/o", Bind, An_Object ("o"))), "DONE");
      Expect (Looked_Up (Top, "self/self/self/o"), "o");
      Destroy (Top, Result);
      Expect (Described (Result), "NOT_EMPTY");
      Expect (Described (Changed (Top, "self", Unbind)), "DONE");
      Expect (Described (Changed (Top, "o", Unbind)), "DONE");
      Destroy (Top, Result);
      Expect (Described (Result), "DONE");
      Destroy (Top, Result);
      Expect (Described (Result), "NO_CONTEXT");
      Destroy (Root, Result);
      Expect (Described (Result), "ROOT_STAYS");
   end Test_Destroy;

   --  Until it is committed nobody sees a change, and nobody else makes one.
   procedure Test_Two_Steps (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Top    : constant Context_Id := Fresh;
      First  : Change;
      Result : Outcome;
   begin
      Prepare (Top, Parse ("a"), Bind, An_Object ("one"), First, Result);
      Expect (Looked_Up (Top, "a"), "NOT_FOUND MISSING_NODE a");
      Expect (Described (Changed (Top, "a", Bind)), "CHANGING");
      Destroy (Top, Result);
      Expect (Described (Result), "NOT_EMPTY");
      Abandon (First);
      Destroy (Top, Result);
      Expect (Described (Result), "DONE");
   end Test_Two_Steps;

   procedure Test_Taken_Back (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Top    : constant Context_Id := Fresh;
      First  : Change;
      Result : Outcome;
   begin
      Expect (Described (Changed (Top, "a", Bind, An_Object ("one"))), "DONE");
      Prepare (Top, Parse ("a"), Rebind, An_Object ("two"), First, Result);
      Expect (Looked_Up (Top, "a"), "one");
      Expect (Described (Changed (Top, "a", Unbind)), "CHANGING");
      Expect (Described (Changed (Top, "a", Bind)), "ALREADY_BOUND");
      Abandon (First);
      Expect (Looked_Up (Top, "a"), "one");
      Prepare (Top, Parse ("a"), Unbind, An_Object, First, Result);
      Expect (To_String (Old (First).Reference), "one");
      Expect (Looked_Up (Top, "a"), "one");
      Commit (First);
      Expect (Looked_Up (Top, "a"), "NOT_FOUND MISSING_NODE a");
   end Test_Taken_Back;

   procedure Test_List (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Top     : constant Context_Id := Fresh;
      Listed  : Kit.JSON.Value := Kit.JSON.Empty_Array;
      More    : Boolean;
      Pending : Change;
      Result  : Outcome;

      function Nth (Index : Positive; Member : String) return String is
        (Kit.JSON.As_String (Kit.JSON.Get (Kit.JSON.Element (Listed, Index), Member)));
   begin
      Expect (Described (Changed (Top, "b.k", Bind)), "DONE");
      Expect (Described (Changed (Top, "c", Bind, A_Context (Root))), "DONE");
      Expect (Described (Changed (Top, "a", Bind)), "DONE");
      Prepare (Top, Parse ("unseen"), Bind, An_Object, Pending, Result);
      List (Top, "", 2, Listed, More, Result);
      Assert (Kit.JSON.Length (Listed) = 2 and then More, "two of three");
      Expect (Nth (1, "name") & Nth (2, "name"), "ab.k");
      Expect (Nth (2, "id") & Nth (2, "kind") & Nth (2, "type"), "bknobject");
      Listed := Kit.JSON.Empty_Array;
      List (Top, "b.k", 2, Listed, More, Result);
      Assert (Kit.JSON.Length (Listed) = 1 and then not More, "the last");
      Expect (Nth (1, "name") & Nth (1, "type"), "cncontext");
      Abandon (Pending);
   end Test_List;

   procedure Test_Limits (Item : in out Case_Of) is
      pragma Unreferenced (Item);
      Top      : constant Context_Id := Fresh;
      Made     : array (1 .. Max_Contexts) of Context_Id;
      Count    : Natural := 0;
      Contexts : Natural;
      Bindings : Natural;
      Result   : Outcome;
   begin
      Naming_Service.Graph.Count (Contexts, Bindings);
      for Index in 1 .. Max_Bindings - Bindings loop
         Expect (Described (Changed (Top, "n" & Index'Image, Bind)), "DONE");
      end loop;
      Expect (Described (Changed (Top, "one more", Bind)), "FULL");
      Expect (Described (Changed (Top, "n 1", Rebind)), "DONE");
      for Index in 1 .. Max_Bindings - Bindings loop
         Expect (Described (Changed (Top, "n" & Index'Image, Unbind)), "DONE");
      end loop;
      Expect (Described (Changed (Top, "one more", Bind)), "DONE");
      loop
         New_Context (Made (Count + 1), Result);
         exit when Result.Kind /= Done;
         Count := Count + 1;
      end loop;
      Expect (Described (Result), "FULL");
      Assert (Count = Max_Contexts - Contexts, "all contexts:" & Count'Image);
      for Index in 1 .. Count loop
         Destroy (Made (Index), Result);
      end loop;
      New_Context (Made (1), Result);
      Expect (Described (Result), "DONE");
   end Test_Limits;

   procedure Register_Tests (Item : in out Test) is
      use AUnit.Test_Cases.Registration;
   begin
      Register_Routine (Item, Test_Bind'Access, "bind, rebind, resolve, unbind");
      Register_Routine (Item, Test_Not_Found'Access, "NotFound with its reasons");
      Register_Routine (Item, Test_Elsewhere'Access, "contexts that are not here");
      Register_Routine (Item, Test_Destroy'Access, "destroyed contexts");
      Register_Routine (Item, Test_Two_Steps'Access, "a binding that is only prepared");
      Register_Routine (Item, Test_Taken_Back'Access, "a change that is taken back");
      Register_Routine (Item, Test_List'Access, "listed in pieces");
      Register_Routine (Item, Test_Limits'Access, "limits");
   end Register_Tests;

end Graph_Tests;
