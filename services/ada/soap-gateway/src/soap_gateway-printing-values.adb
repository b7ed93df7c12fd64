with Ada.Exceptions;
with Ada.Strings.Fixed;
with SOAP_Gateway.Scalars;
with SOAP_Gateway.XML.Characters;
with SOAP_Gateway.XML.Writing;

package body SOAP_Gateway.Printing.Values is

   use all type Kit.JSON.Kinds;

   --  Decoding counts the elements around a value too.
   Max_Depth : constant := 40;

   procedure Append_At
     (To    : in out Unbounded_String;
      Name  : String;
      Item  : Kit.JSON.Value;
      Place : String;
      Depth : Positive);

   procedure Append_Scalar
     (To : in out Unbounded_String; Name, Type_Name : String; Item : Kit.JSON.Value);

   procedure Append_Members
     (To : in out Unbounded_String; Item : Kit.JSON.Value; Place : String; Depth : Positive);

   function Plain (Number : Natural) return String is
     (Ada.Strings.Fixed.Trim (Number'Image, Ada.Strings.Left));

   --  The type of all items, "anyType" when they differ.
   function Item_Type (Items : Kit.JSON.Value) return String;

   -------------------
   -- Append_Scalar --
   -------------------

   procedure Append_Scalar
     (To : in out Unbounded_String; Name, Type_Name : String; Item : Kit.JSON.Value) is
   begin
      Append (To, '<' & Name & " xsi:type=""xsd:" & Type_Name & """>");
      XML.Writing.Append_Escaped (To, Scalars.Image (Item));
      Append (To, "</" & Name & '>');
   end Append_Scalar;

   ---------------
   -- Item_Type --
   ---------------

   function Item_Type (Items : Kit.JSON.Value) return String is

      function Of_Item (Index : Positive) return String is
        (if Kit.JSON.Kind (Kit.JSON.Element (Items, Index))
            in Null_Value | Array_Value | Object_Value
         then "anyType"
         else Scalars.Type_Of (Kit.JSON.Element (Items, Index)));

   begin
      if Kit.JSON.Length (Items) = 0
        or else (for some Index in 2 .. Kit.JSON.Length (Items) =>
                   Of_Item (Index) /= Of_Item (1))
      then
         return "anyType";
      end if;
      return Of_Item (1);
   end Item_Type;

   ---------------
   -- Append_At --
   ---------------

   procedure Append_At
     (To    : in out Unbounded_String;
      Name  : String;
      Item  : Kit.JSON.Value;
      Place : String;
      Depth : Positive)
   is
      procedure Append_Typed;

      procedure Append_Typed is
         Given : constant Kit.JSON.Value := Kit.JSON.Get (Item, "$type");
         Text  : constant Kit.JSON.Value := Kit.JSON.Get (Item, "value");
         Image : Kit.JSON.Value;
      begin
         if Kit.JSON.Kind (Given) /= String_Value
           or else not Scalars.Is_Known (Kit.JSON.As_String (Given))
           or else Kit.JSON.Length (Item) /= 2
         then
            raise Unfit with "no simple type is known by the $type of " & Place;
         end if;
         --  Read as the other side will read it: this checks it.
         Image := Scalars.Value (Kit.JSON.As_String (Given), Scalars.Image (Text));
         Append_Scalar (To, Name, Kit.JSON.As_String (Given), Image);
      end Append_Typed;

   begin
      if Depth > Max_Depth then
         raise Unfit with "the value is nested deeper than" & Integer'Image (Max_Depth);
      end if;
      case Kit.JSON.Kind (Item) is
         when Null_Value =>
            Append (To, '<' & Name & " xsi:nil=""true""/>");
         when Array_Value =>
            Append
              (To, '<' & Name & " xsi:type=""SOAP-ENC:Array"" SOAP-ENC:arrayType=""xsd:"
               & Item_Type (Item) & '[' & Plain (Kit.JSON.Length (Item)) & "]"">");
            for Index in 1 .. Kit.JSON.Length (Item) loop
               Append_At
                 (To, "item", Kit.JSON.Element (Item, Index),
                  Place & '[' & Plain (Index - 1) & ']', Depth + 1);
            end loop;
            Append (To, "</" & Name & '>');
         when Object_Value =>
            if Kit.JSON.Has (Item, "$type") then
               Append_Typed;
            else
               Append (To, '<' & Name & " xsi:type=""SOAP-ENC:Struct"">");
               Append_Members (To, Item, Place, Depth + 1);
               Append (To, "</" & Name & '>');
            end if;
         when others =>
            Append_Scalar (To, Name, Scalars.Type_Of (Item), Item);
      end case;
   exception
      when Error : Scalars.Unfit =>
         raise Unfit
           with Faults.Shown (Place) & ": " & Ada.Exceptions.Exception_Message (Error);
   end Append_At;

   --------------------
   -- Append_Members --
   --------------------

   procedure Append_Members
     (To : in out Unbounded_String; Item : Kit.JSON.Value; Place : String; Depth : Positive) is
   begin
      for Index in 1 .. Kit.JSON.Length (Item) loop
         declare
            Name : constant String := Kit.JSON.Name (Item, Index);
         begin
            if not XML.Characters.Is_Name (Name) or else Name'Length > 200 then
               raise Unfit
                 with Faults.Shown (Place) & ": the name of a member is no name of XML: "
                   & Faults.Shown (Name);
            end if;
            Append_At
              (To, Name, Kit.JSON.Element (Item, Index), Place & '.' & Name, Depth);
         end;
      end loop;
   end Append_Members;

   procedure Append_Members
     (To : in out Unbounded_String; Item : Kit.JSON.Value; Place : String) is
   begin
      if Kit.JSON.Kind (Item) not in Null_Value | Object_Value then
         raise Unfit with "the member " & Place & " must be an object";
      end if;
      Append_Members (To, Item, Place, 1);
   end Append_Members;

   procedure Append_Value
     (To : in out Unbounded_String; Name : String; Item : Kit.JSON.Value; Place : String) is
   begin
      Append_At (To, Name, Item, Place, 1);
   end Append_Value;

end SOAP_Gateway.Printing.Values;
