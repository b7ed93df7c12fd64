with Ada.Strings.Fixed;
with Ada.Strings.Maps;
with Kit.JSON.Printing;
with SOAP_Gateway.XML;
with SOAP_Gateway.XML.Writing;

package body SOAP_Gateway.Scalars is

   use Kit.JSON;

   subtype Digit is Character range '0' .. '9';

   Blanks : constant Ada.Strings.Maps.Character_Set :=
     Ada.Strings.Maps.To_Set (' ' & ASCII.HT & ASCII.LF & ASCII.CR);

   function Trimmed (Text : String) return String is
     (Ada.Strings.Fixed.Trim (Text, Blanks, Blanks));

   type Bounds is record
      Low, High : Long_Long_Integer;
   end record;

   function Is_Whole_Number (Type_Name : String) return Boolean is
     (Type_Name in "byte" | "short" | "int" | "long" | "integer" | "unsignedByte"
        | "unsignedShort" | "unsignedInt" | "unsignedLong");

   --  Those of XML Schema, where they are ours too.
   function Bounds_Of (Type_Name : String) return Bounds is
     (if Type_Name = "byte" then (-128, 127)
      elsif Type_Name = "short" then (-32_768, 32_767)
      elsif Type_Name = "int" then (-2_147_483_648, 2_147_483_647)
      elsif Type_Name = "unsignedByte" then (0, 255)
      elsif Type_Name = "unsignedShort" then (0, 65_535)
      elsif Type_Name = "unsignedInt" then (0, 4_294_967_295)
      elsif Type_Name = "unsignedLong" then (0, Long_Long_Integer'Last)
      else (Long_Long_Integer'First, Long_Long_Integer'Last));

   function Whole_Number (Type_Name, Text : String) return Long_Long_Integer;
   function Real (Type_Name, Text : String) return Long_Float;
   function Truth (Text : String) return Boolean;
   function Binary (Text : String) return String;
   procedure Check_Time (Text : String);

   --------------
   -- Is_Known --
   --------------

   function Is_Known (Type_Name : String) return Boolean is
     (Is_Whole_Number (Type_Name)
      or else Type_Name in "string" | "boolean" | "float" | "double" | "decimal"
        | "base64Binary" | "base64" | "dateTime");

   ------------------
   -- Whole_Number --
   ------------------

   function Whole_Number (Type_Name, Text : String) return Long_Long_Integer is
      Range_Of : constant Bounds := Bounds_Of (Type_Name);
      Signed   : constant Boolean := Text'Length > 0 and then Text (Text'First) in '+' | '-';
      First    : constant Positive := (if Signed then Text'First + 1 else Text'First);
      Result   : Long_Long_Integer;
   begin
      if First > Text'Last or else (for some Item of Text (First .. Text'Last) =>
                                      Item not in Digit)
      then
         raise Unfit with "a whole number is expected";
      end if;
      begin
         Result := Long_Long_Integer'Value (Text);
      exception
         when Constraint_Error =>
            raise Unfit with "the number is beyond " & Type_Name & " as it is known here";
      end;
      if Result not in Range_Of.Low .. Range_Of.High then
         raise Unfit with "the number is beyond " & Type_Name;
      end if;
      return Result;
   end Whole_Number;

   ----------
   -- Real --
   ----------

   function Real (Type_Name, Text : String) return Long_Float is
      Next   : Positive := Text'First;
      Before : Natural  := 0;
      After  : Natural  := 0;
      Power  : Natural  := 0;

      procedure Sign;
      procedure Digits_To (Count : out Natural);

      procedure Sign is
      begin
         if Next <= Text'Last and then Text (Next) in '+' | '-' then
            Next := Next + 1;
         end if;
      end Sign;

      procedure Digits_To (Count : out Natural) is
         First : constant Positive := Next;
      begin
         while Next <= Text'Last and then Text (Next) in Digit loop
            Next := Next + 1;
         end loop;
         Count := Next - First;
      end Digits_To;

      Mantissa_First, Dot, Mantissa_Last : Natural;
   begin
      if Text in "INF" | "-INF" | "NaN" and then Type_Name /= "decimal" then
         raise Unfit with Text & " has no form in JSON";
      elsif Text'Length > 400 then
         raise Unfit with "the number has more than 400 characters";
      end if;
      Sign;
      Mantissa_First := Next;
      Digits_To (Before);
      Dot := Next;
      if Next <= Text'Last and then Text (Next) = '.' then
         Next := Next + 1;
         Digits_To (After);
      end if;
      Mantissa_Last := Next - 1;
      if Next <= Text'Last and then Text (Next) in 'e' | 'E' and then Type_Name /= "decimal" then
         Next := Next + 1;
         Sign;
         Digits_To (Power);
         if Power not in 1 .. 4 then
            raise Unfit with "an exponent has one to four digits";
         end if;
      end if;
      if Before + After = 0 or else Next <= Text'Last then
         raise Unfit with "a number is expected";
      end if;
      --  'Value wants digits on both sides of the dot.
      return Result : constant Long_Float := Long_Float'Value
        ((if Text (Text'First) = '-' then "-" else "")
         & '0' & Text (Mantissa_First .. Dot - 1)
         & '.' & (if After = 0 then "0" else Text (Dot + 1 .. Mantissa_Last))
         & Text (Mantissa_Last + 1 .. Text'Last))
      do
         if not Result'Valid or else not (abs Result <= Long_Float'Last) then
            raise Unfit with "the number is too large";
         end if;
      end return;
   exception
      when Constraint_Error =>
         raise Unfit with "the number is too large";
   end Real;

   -----------
   -- Truth --
   -----------

   function Truth (Text : String) return Boolean is
   begin
      if Text not in "true" | "false" | "1" | "0" then
         raise Unfit with "true, false, 1 or 0 is expected";
      end if;
      return Text in "true" | "1";
   end Truth;

   ------------
   -- Binary --
   ------------

   function Binary (Text : String) return String is
      Result : String (1 .. Text'Length);
      Last   : Natural := 0;
      Filled : Natural := 0;
   begin
      for Item of Text loop
         if not XML.Is_Blank (Item) then
            Last := Last + 1;
            Result (Last) := Item;
            if Item = '=' then
               Filled := Filled + 1;
            elsif Filled > 0
              or else Item not in 'A' .. 'Z' | 'a' .. 'z' | Digit | '+' | '/'
            then
               raise Unfit with "this is no base64";
            end if;
         end if;
      end loop;
      if Last mod 4 /= 0 or else Filled > 2 then
         raise Unfit with "base64 comes in groups of four";
      end if;
      return Result (1 .. Last);
   end Binary;

   ----------------
   -- Check_Time --
   ----------------

   procedure Check_Time (Text : String) is
      Form : constant String := "dddd-dd-ddTdd:dd:dd";
      Next : Positive := Text'First + Form'Length;

      function Part (First : Positive) return Natural is
        (Natural'Value (Text (Text'First + First - 1 .. Text'First + First)));

      procedure Fail with No_Return;

      procedure Fail is
      begin
         raise Unfit with "a time such as 2026-01-31T12:00:00Z is expected";
      end Fail;

   begin
      if Text'Length not in Form'Length .. 40 then
         Fail;
      end if;
      for Index in Form'Range loop
         if (if Form (Index) = 'd' then Text (Text'First + Index - 1) not in Digit
             else Text (Text'First + Index - 1) /= Form (Index))
         then
            Fail;
         end if;
      end loop;
      if Part (6) not in 1 .. 12 or else Part (9) not in 1 .. 31 or else Part (12) > 24
        or else Part (15) > 59 or else Part (18) > 59
      then
         Fail;
      end if;
      if Next < Text'Last and then Text (Next) = '.' and then Text (Next + 1) in Digit then
         Next := Next + 1;
         while Next <= Text'Last and then Text (Next) in Digit loop
            Next := Next + 1;
         end loop;
      end if;
      --  What is left is nothing, Z, or an offset such as +01:00.
      if not (Next > Text'Last
              or else Text (Next .. Text'Last) = "Z"
              or else (Text'Last - Next = 5
                       and then Text (Next) in '+' | '-'
                       and then Text (Next + 3) = ':'
                       and then (for all Index in Next + 1 .. Text'Last =>
                                   Index = Next + 3 or else Text (Index) in Digit)))
      then
         Fail;
      end if;
   end Check_Time;

   -----------
   -- Value --
   -----------

   function Value (Type_Name, Text : String) return Kit.JSON.Value is
   begin
      if Type_Name = "string" then
         return +Text;
      elsif Type_Name in "base64Binary" | "base64" then
         return +Binary (Text);
      end if;
      declare
         Short : constant String := Trimmed (Text);
      begin
         if Type_Name = "boolean" then
            return +Truth (Short);
         elsif Type_Name = "dateTime" then
            Check_Time (Short);
            return +Short;
         elsif Type_Name in "float" | "double" | "decimal" then
            return +Real (Type_Name, Short);
         else
            return +Whole_Number (Type_Name, Short);
         end if;
      end;
   end Value;

   -------------
   -- Type_Of --
   -------------

   function Type_Of (Item : Kit.JSON.Value) return String is
     (case Kind (Item) is
         when Boolean_Value => "boolean",
         when Float_Value   => "double",
         when Integer_Value =>
           (if As_Integer (Item) in Bounds_Of ("int").Low .. Bounds_Of ("int").High
            then "int" else "long"),
         when others        => "string");

   -----------
   -- Image --
   -----------

   function Image (Item : Kit.JSON.Value) return String is
   begin
      case Kind (Item) is
         when Boolean_Value =>
            return (if As_Boolean (Item) then "true" else "false");
         when Integer_Value | Float_Value =>
            return Kit.JSON.Printing.Image (Item);
         when String_Value =>
            if not XML.Writing.Is_Writable (As_String (Item)) then
               raise Unfit with "the string holds a character that XML cannot carry";
            end if;
            return As_String (Item);
         when others =>
            raise Unfit with "a string, a number or a boolean is expected";
      end case;
   end Image;

end SOAP_Gateway.Scalars;
