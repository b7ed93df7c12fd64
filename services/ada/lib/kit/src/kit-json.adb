with Ada.Containers.Vectors;
with Ada.Strings.Unbounded;
with Ada.Unchecked_Deallocation;
with Interfaces;

package body Kit.JSON is

   use Ada.Strings.Unbounded;
   use type Interfaces.Unsigned_32;

   type Member is record
      Name : Unbounded_String;
      Item : Value;
   end record;

   package Member_Vectors is new Ada.Containers.Vectors (Positive, Member);

   type Node is record
      Count : aliased Interfaces.Unsigned_32 := 1;
      Text  : Unbounded_String;
      Items : Member_Vectors.Vector;
   end record;

   --  Values travel between tasks (a servant's state), so the counter has to
   --  be atomic.
   function Add_And_Fetch
     (Target : access Interfaces.Unsigned_32;
      Amount : Interfaces.Unsigned_32;
      Order  : Integer) return Interfaces.Unsigned_32
     with Import, Convention => Intrinsic, External_Name => "__atomic_add_fetch_4";

   function Subtract_And_Fetch
     (Target : access Interfaces.Unsigned_32;
      Amount : Interfaces.Unsigned_32;
      Order  : Integer) return Interfaces.Unsigned_32
     with Import, Convention => Intrinsic, External_Name => "__atomic_sub_fetch_4";

   Sequentially : constant := 5;

   procedure Free is new Ada.Unchecked_Deallocation (Node, Node_Access);

   procedure Check (Item : Value; Wanted : Kinds);

   --  Makes Item the only owner of its node.
   procedure Own (Item : in out Value);

   ------------
   -- Adjust --
   ------------

   overriding procedure Adjust (Item : in out Value) is
      Ignored : Interfaces.Unsigned_32;
      pragma Unreferenced (Ignored);
   begin
      if Item.Ref /= null then
         Ignored := Add_And_Fetch (Item.Ref.Count'Access, 1, Sequentially);
      end if;
   end Adjust;

   --------------
   -- Finalize --
   --------------

   overriding procedure Finalize (Item : in out Value) is
      Ref : Node_Access := Item.Ref;
   begin
      Item.Ref := null;
      if Ref /= null and then Subtract_And_Fetch (Ref.Count'Access, 1, Sequentially) = 0 then
         Free (Ref);
      end if;
   end Finalize;

   -----------
   -- Check --
   -----------

   procedure Check (Item : Value; Wanted : Kinds) is
   begin
      if Item.Of_Kind /= Wanted then
         raise Type_Error
           with "expected " & Word (Wanted) & ", found " & Word (Item.Of_Kind);
      end if;
   end Check;

   ---------
   -- Own --
   ---------

   procedure Own (Item : in out Value) is
      Old : Node_Access := Item.Ref;
   begin
      if Old.Count > 1 then
         Item.Ref := new Node'(Count => 1, Text => Old.Text, Items => Old.Items);
         if Subtract_And_Fetch (Old.Count'Access, 1, Sequentially) = 0 then
            Free (Old);
         end if;
      end if;
   end Own;

   function Nothing return Value is (Ada.Finalization.Controlled with others => <>);

   function Empty_Array return Value is
     (Ada.Finalization.Controlled with
      Of_Kind => Array_Value, Ref => new Node, others => <>);

   function Empty_Object return Value is
     (Ada.Finalization.Controlled with
      Of_Kind => Object_Value, Ref => new Node, others => <>);

   function "+" (Item : Boolean) return Value is
     (Ada.Finalization.Controlled with
      Of_Kind => Boolean_Value, Number => Boolean'Pos (Item), others => <>);

   function "+" (Item : Long_Long_Integer) return Value is
     (Ada.Finalization.Controlled with
      Of_Kind => Integer_Value, Number => Item, others => <>);

   function "+" (Item : Long_Float) return Value is
     (Ada.Finalization.Controlled with
      Of_Kind => Float_Value, Real => Item, others => <>);

   ---------
   -- "+" --
   ---------

   function "+" (Item : String) return Value is
   begin
      return Result : Value do
         Result.Of_Kind  := String_Value;
         Result.Ref      := new Node;
         Result.Ref.Text := To_Unbounded_String (Item);
      end return;
   end "+";

   function Kind (Item : Value) return Kinds is (Item.Of_Kind);

   ----------------
   -- As_Boolean --
   ----------------

   function As_Boolean (Item : Value) return Boolean is
   begin
      Check (Item, Boolean_Value);
      return Item.Number = 1;
   end As_Boolean;

   ----------------
   -- As_Integer --
   ----------------

   function As_Integer (Item : Value) return Long_Long_Integer is
   begin
      Check (Item, Integer_Value);
      return Item.Number;
   end As_Integer;

   --------------
   -- As_Float --
   --------------

   function As_Float (Item : Value) return Long_Float is
   begin
      if Item.Of_Kind = Integer_Value then
         return Long_Float (Item.Number);
      end if;
      Check (Item, Float_Value);
      return Item.Real;
   end As_Float;

   ---------------
   -- As_String --
   ---------------

   function As_String (Item : Value) return String is
   begin
      Check (Item, String_Value);
      return To_String (Item.Ref.Text);
   end As_String;

   ------------
   -- Length --
   ------------

   function Length (Item : Value) return Natural is
     (if Item.Of_Kind in Array_Value | Object_Value
      then Natural (Item.Ref.Items.Length)
      else 0);

   -------------
   -- Element --
   -------------

   function Element (Item : Value; Index : Positive) return Value is
   begin
      if Index > Length (Item) then
         raise Constraint_Error with "no item" & Index'Image;
      end if;
      return Item.Ref.Items.Constant_Reference (Index).Item;
   end Element;

   ----------
   -- Name --
   ----------

   function Name (Item : Value; Index : Positive) return String is
   begin
      if Index > Length (Item) then
         raise Constraint_Error with "no member" & Index'Image;
      end if;
      return To_String (Item.Ref.Items.Constant_Reference (Index).Name);
   end Name;

   ---------
   -- Get --
   ---------

   function Get (Item : Value; Name : String) return Value is
   begin
      if Item.Of_Kind = Object_Value then
         for Index in 1 .. Length (Item) loop
            if Item.Ref.Items.Constant_Reference (Index).Name = Name then
               return Item.Ref.Items.Constant_Reference (Index).Item;
            end if;
         end loop;
      end if;
      return Nothing;
   end Get;

   ---------
   -- Has --
   ---------

   function Has (Item : Value; Name : String) return Boolean is
   begin
      return Item.Of_Kind = Object_Value
        and then (for some Entry_Of of Item.Ref.Items => Entry_Of.Name = Name);
   end Has;

   ------------
   -- Append --
   ------------

   procedure Append (To : in out Value; Item : Value) is
   begin
      Own (To);
      To.Ref.Items.Append (Member'(Name => <>, Item => Item));
   end Append;

   ---------
   -- Set --
   ---------

   procedure Set (Into : in out Value; Name : String; Item : Value) is
   begin
      Own (Into);
      for Index in 1 .. Length (Into) loop
         if Into.Ref.Items.Constant_Reference (Index).Name = Name then
            Into.Ref.Items.Reference (Index).Item := Item;
            return;
         end if;
      end loop;
      Add (Into, Name, Item);
   end Set;

   ---------
   -- Add --
   ---------

   procedure Add (Into : in out Value; Name : String; Item : Value) is
   begin
      Own (Into);
      Into.Ref.Items.Append (Member'(Name => To_Unbounded_String (Name), Item => Item));
   end Add;

   procedure Add (Into : in out Value; Name, Item : String) is
   begin
      Add (Into, Name, Value'(+Item));
   end Add;

   procedure Add (Into : in out Value; Name : String; Item : Long_Long_Integer) is
   begin
      Add (Into, Name, Value'(+Item));
   end Add;

   procedure Add (Into : in out Value; Name : String; Item : Boolean) is
   begin
      Add (Into, Name, Value'(+Item));
   end Add;

   ----------
   -- Same --
   ----------

   function Same (Left, Right : Value) return Boolean is
   begin
      if Left.Of_Kind /= Right.Of_Kind or else Length (Left) /= Length (Right) then
         return False;
      end if;
      case Left.Of_Kind is
         when Null_Value =>
            return True;
         when Boolean_Value | Integer_Value =>
            return Left.Number = Right.Number;
         when Float_Value =>
            return Left.Real = Right.Real;
         when String_Value =>
            return Left.Ref.Text = Right.Ref.Text;
         when Array_Value =>
            return (for all Index in 1 .. Length (Left) =>
                      Same (Element (Left, Index), Element (Right, Index)));
         when Object_Value =>
            return (for all Index in 1 .. Length (Left) =>
                      Has (Right, Name (Left, Index))
                      and then Same (Element (Left, Index), Get (Right, Name (Left, Index))));
      end case;
   end Same;

   ----------
   -- Word --
   ----------

   function Word (Kind : Kinds) return String is
     (case Kind is
         when Null_Value    => "null",
         when Boolean_Value => "boolean",
         when Integer_Value => "integer",
         when Float_Value   => "number",
         when String_Value  => "string",
         when Array_Value   => "array",
         when Object_Value  => "object");

end Kit.JSON;
