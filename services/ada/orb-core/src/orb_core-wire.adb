with Ada.Strings.Unbounded;
with Corba.System_Exceptions;
with Kit.JSON.Parsing;
with Kit.JSON.Printing;

package body Orb_Core.Wire is

   use Ada.Strings.Unbounded;
   use Corba.System_Exceptions;
   use Orb_Core.Signatures;
   use all type Kit.JSON.Kinds;
   use type Kit.JSON.Value;

   --  An any: what JSON can hold, told apart by its kind. Arrays and objects
   --  go as their text, which is a string of JSON.
   Any_Type : constant String :=
     "union(enum{NONE,FLAG,WHOLE,REAL,TEXT,JSON}){FLAG:flag:boolean,WHOLE:whole:longlong,"
     & "REAL:real:double,TEXT:text:string,JSON:json:string}";

   function CDR_Type (Item : Signatures.Types) return String;
   procedure Add_Part (To : in out Kit.JSON.Value; Of_Type : String; Item : Kit.JSON.Value);

   --  Numbers that JSON lacks are words.
   function Real_Image (Item : Kit.JSON.Value) return Kit.JSON.Value;
   function Any_Image (Item : Kit.JSON.Value) return Kit.JSON.Value;
   function Image (Item : Kit.JSON.Value; Of_Type : Signatures.Types) return Kit.JSON.Value;
   function Value (Item : Kit.JSON.Value; Of_Type : String) return Kit.JSON.Value;

   --------------
   -- CDR_Type --
   --------------

   function CDR_Type (Item : Signatures.Types) return String is
     (case Item is
         when Void          => "",
         when Bool          => "boolean",
         when Short         => "short",
         when Long          => "long",
         when Unsigned_Long => "ulong",
         when Long_Long     => "longlong",
         when Double        => "double",
         when Text          => "string",
         when Any           => Any_Type,
         when Doubles       => "sequence<double>");

   -----------------
   -- Status_Word --
   -----------------

   function Status_Word (Kind : Dispatch.Reply_Kinds) return String is
     (case Kind is
         when Dispatch.No_Exception     => "NO_EXCEPTION",
         when Dispatch.User_Exception   => "USER_EXCEPTION",
         when Dispatch.System_Exception => "SYSTEM_EXCEPTION");

   --------------
   -- Add_Part --
   --------------

   procedure Add_Part (To : in out Kit.JSON.Value; Of_Type : String; Item : Kit.JSON.Value) is
      Part : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Part, "type", Of_Type);
      Kit.JSON.Add (Part, "value", Item);
      Kit.JSON.Append (To, Part);
   end Add_Part;

   ----------------
   -- Real_Image --
   ----------------

   function Real_Image (Item : Kit.JSON.Value) return Kit.JSON.Value is
      Number : constant Long_Float := Kit.JSON.As_Float (Item);
   begin
      return
        (if Number'Valid then Item
         elsif Number > Long_Float'Last then +"Infinity"
         elsif Number < Long_Float'First then +"-Infinity"
         else +"NaN");
   end Real_Image;

   ---------------
   -- Any_Image --
   ---------------

   function Any_Image (Item : Kit.JSON.Value) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      case Kit.JSON.Kind (Item) is
         when Null_Value    => Kit.JSON.Add (Result, "switch", "NONE");
         when Boolean_Value => Kit.JSON.Add (Result, "switch", "FLAG");
         when Integer_Value => Kit.JSON.Add (Result, "switch", "WHOLE");
         when Float_Value   => Kit.JSON.Add (Result, "switch", "REAL");
         when String_Value  => Kit.JSON.Add (Result, "switch", "TEXT");
         when others        => Kit.JSON.Add (Result, "switch", "JSON");
      end case;
      case Kit.JSON.Kind (Item) is
         when Null_Value =>
            null;
         when Float_Value =>
            Kit.JSON.Add (Result, "value", Real_Image (Item));
         when Boolean_Value | Integer_Value | String_Value =>
            Kit.JSON.Add (Result, "value", Item);
         when others =>
            Kit.JSON.Add (Result, "value", Kit.JSON.Printing.Image (Item));
      end case;
      return Result;
   end Any_Image;

   -----------
   -- Image --
   -----------

   function Image (Item : Kit.JSON.Value; Of_Type : Signatures.Types) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      case Of_Type is
         when Any =>
            return Any_Image (Item);
         when Double =>
            return Real_Image (Item);
         when Doubles =>
            for Index in 1 .. Kit.JSON.Length (Item) loop
               Kit.JSON.Append (Result, Real_Image (Kit.JSON.Element (Item, Index)));
            end loop;
            return Result;
         when others =>
            return Item;
      end case;
   end Image;

   -----------
   -- Value --
   -----------

   function Value (Item : Kit.JSON.Value; Of_Type : String) return Kit.JSON.Value is
   begin
      if Of_Type /= Any_Type then
         return Item;
      elsif Kit.JSON.Same (Kit.JSON.Get (Item, "switch"), +"JSON") then
         return Kit.JSON.Parsing.Parse (Kit.JSON.As_String (Kit.JSON.Get (Item, "value")));
      end if;
      return Kit.JSON.Get (Item, "value");
   end Value;

   --------------------
   -- Arguments_Body --
   --------------------

   function Arguments_Body
     (Operation : Signatures.Operation; Arguments : Kit.JSON.Value) return Kit.JSON.Value
   is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Index in 1 .. Operation.Count loop
         declare
            Of_Type : constant Signatures.Types := Operation.Parameters (Index).Of_Type;
         begin
            Add_Part
              (Result, CDR_Type (Of_Type), Image (Kit.JSON.Element (Arguments, Index), Of_Type));
         end;
      end loop;
      return Result;
   end Arguments_Body;

   ------------------
   -- Untyped_Body --
   ------------------

   function Untyped_Body (Arguments : Kit.JSON.Value) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Index in 1 .. Kit.JSON.Length (Arguments) loop
         Add_Part (Result, Any_Type, Any_Image (Kit.JSON.Element (Arguments, Index)));
      end loop;
      return Result;
   end Untyped_Body;

   --------------
   -- Types_Of --
   --------------

   function Types_Of (Content : Kit.JSON.Value) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Index in 1 .. Kit.JSON.Length (Content) loop
         Kit.JSON.Append (Result, Kit.JSON.Get (Kit.JSON.Element (Content, Index), "type"));
      end loop;
      return Result;
   end Types_Of;

   ---------------
   -- Values_Of --
   ---------------

   function Values_Of (Content : Kit.JSON.Value) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Part   : Kit.JSON.Value;
   begin
      for Index in 1 .. Kit.JSON.Length (Content) loop
         Part := Kit.JSON.Element (Content, Index);
         Kit.JSON.Append
           (Result,
            Value (Kit.JSON.Get (Part, "value"),
                   Kit.JSON.As_String (Kit.JSON.Get (Part, "type"))));
      end loop;
      return Result;
   end Values_Of;

   ----------------
   -- Reply_Body --
   ----------------

   function Reply_Body
     (Result : Signatures.Types; Item : Dispatch.Reply) return Kit.JSON.Value
   is
      Content : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      case Item.Kind is
         when Dispatch.No_Exception =>
            if Result /= Void then
               Add_Part (Content, CDR_Type (Result), Image (Item.Result, Result));
            end if;
         when Dispatch.User_Exception =>
            Add_Part (Content, "string", +To_String (Item.Exception_Id));
            Add_Part (Content, "string", +To_String (Item.Reason));
         when Dispatch.System_Exception =>
            Add_Part (Content, "string", +Repository_Id (Item.Occurrence.Kind));
            Add_Part (Content, "ulong", +Long_Long_Integer (Item.Occurrence.Minor));
            Add_Part
              (Content, "enum{COMPLETED_YES,COMPLETED_NO,COMPLETED_MAYBE}",
               +Item.Occurrence.Completed'Image);
      end case;
      return Content;
   end Reply_Body;

end Orb_Core.Wire;
