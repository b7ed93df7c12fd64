with Ada.Strings.Unbounded;
with Corba.System_Exceptions;
with Interfaces;

package body Orb_Core.Signatures is

   use Corba.System_Exceptions;
   use all type Kit.JSON.Kinds;
   use type Interfaces.Unsigned_32;

   subtype Value is Kit.JSON.Value;

   --  Minor codes of our own for MARSHAL and DATA_CONVERSION.
   Wrong_Count  : constant Minor_Code := Polyorb_Set or 20;
   Wrong_Type   : constant Minor_Code := Polyorb_Set or 21;
   Unknown_Name : constant Minor_Code := Polyorb_Set or 22;
   Out_Of_Range : constant Minor_Code := Polyorb_Set or 1;

   procedure Check (Item : Value; Against : Parameter);
   procedure Check_Range (Item : Value; First, Last : Long_Long_Integer; Against : Parameter);

   --------------
   -- IDL_Name --
   --------------

   function IDL_Name (Item : Types) return String is
     (case Item is
         when Void          => "void",
         when Bool          => "boolean",
         when Short         => "short",
         when Long          => "long",
         when Unsigned_Long => "unsigned long",
         when Long_Long     => "long long",
         when Double        => "double",
         when Text          => "string",
         when Any           => "any",
         when Doubles       => "sequence<double>");

   ----------
   -- Find --
   ----------

   function Find (Within : Operation_List; Name : String) return Natural is
   begin
      for Index in Within'Range loop
         if Within (Index).Name.all = Name then
            return Index;
         end if;
      end loop;
      return 0;
   end Find;

   -----------------
   -- Check_Range --
   -----------------

   procedure Check_Range (Item : Value; First, Last : Long_Long_Integer; Against : Parameter) is
   begin
      if Kit.JSON.Kind (Item) /= Integer_Value then
         Throw
           (Marshal, Wrong_Type,
            Against.Name.all & " must be " & IDL_Name (Against.Of_Type) & ", not "
            & Kit.JSON.Word (Kit.JSON.Kind (Item)));
      elsif Kit.JSON.As_Integer (Item) not in First .. Last then
         Throw
           (Data_Conversion, Out_Of_Range,
            Against.Name.all & " is out of the range of " & IDL_Name (Against.Of_Type));
      end if;
   end Check_Range;

   -----------
   -- Check --
   -----------

   procedure Check (Item : Value; Against : Parameter) is
      Kind  : constant Kit.JSON.Kinds := Kit.JSON.Kind (Item);
      Fits  : Boolean := True;
   begin
      case Against.Of_Type is
         when Void          => Fits := Kind = Null_Value;
         when Bool          => Fits := Kind = Boolean_Value;
         when Short         => Check_Range (Item, -2 ** 15, 2 ** 15 - 1, Against);
         when Long          => Check_Range (Item, -2 ** 31, 2 ** 31 - 1, Against);
         when Unsigned_Long => Check_Range (Item, 0, 2 ** 32 - 1, Against);
         when Long_Long     =>
            Check_Range (Item, Long_Long_Integer'First, Long_Long_Integer'Last, Against);
         when Double        => Fits := Kind in Integer_Value | Float_Value;
         when Text          => Fits := Kind = String_Value;
         when Any           => null;
         when Doubles       =>
            Fits := Kind = Array_Value
              and then (for all Index in 1 .. Kit.JSON.Length (Item) =>
                          Kit.JSON.Kind (Kit.JSON.Element (Item, Index))
                            in Integer_Value | Float_Value);
      end case;
      if not Fits then
         Throw
           (Marshal, Wrong_Type,
            Against.Name.all & " must be " & IDL_Name (Against.Of_Type) & ", not "
            & Kit.JSON.Word (Kind));
      end if;
   end Check;

   -----------
   -- Bound --
   -----------

   function Bound (To : Operation; Given : Kit.JSON.Value) return Kit.JSON.Value is
      Total  : constant Natural := Kit.JSON.Length (Given);
      Result : Value := Kit.JSON.Empty_Array;
   begin
      if Kit.JSON.Kind (Given) not in Array_Value | Object_Value | Null_Value then
         Throw (Marshal, Wrong_Type, "arguments must be an array or an object");
      elsif Total /= To.Count then
         Throw
           (Marshal, Wrong_Count,
            To.Name.all & " takes" & To.Count'Image & " arguments, not" & Total'Image);
      end if;
      for Index in 1 .. To.Count loop
         declare
            Wanted : Parameter renames To.Parameters (Index);
            Item   : Value;
         begin
            if Kit.JSON.Kind (Given) = Array_Value then
               Item := Kit.JSON.Element (Given, Index);
            elsif Kit.JSON.Has (Given, Wanted.Name.all) then
               Item := Kit.JSON.Get (Given, Wanted.Name.all);
            else
               Throw
                 (Marshal, Unknown_Name,
                  To.Name.all & " lacks the argument " & Wanted.Name.all);
            end if;
            Check (Item, Wanted);
            Kit.JSON.Append (Result, Item);
         end;
      end loop;
      return Result;
   end Bound;

   -----------
   -- Image --
   -----------

   function Image (Item : Operation) return String is
      use Ada.Strings.Unbounded;
      Result : Unbounded_String :=
        To_Unbounded_String (IDL_Name (Item.Result) & ' ' & Item.Name.all & " (");
   begin
      for Index in 1 .. Item.Count loop
         Append
           (Result,
            (if Index = 1 then "" else ", ")
            & "in " & IDL_Name (Item.Parameters (Index).Of_Type)
            & ' ' & Item.Parameters (Index).Name.all);
      end loop;
      return To_String (Result) & ')';
   end Image;

end Orb_Core.Signatures;
