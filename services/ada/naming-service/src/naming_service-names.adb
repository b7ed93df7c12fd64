package body Naming_Service.Names is

   function Escaped (Part : String) return String;
   procedure Fail (Index : Positive; Reason : String)
     with No_Return;
   procedure Check_Part (Part : Unbounded_String);

   ----------
   -- Fail --
   ----------

   procedure Fail (Index : Positive; Reason : String) is
   begin
      raise Malformed with "character" & Index'Image & ": " & Reason;
   end Fail;

   -----------
   -- Parse --
   -----------

   function Parse (Text : String) return Name is
      Result   : Name (1 .. Max_Components);
      Count    : Natural := 0;
      Index    : Positive := Text'First;
      Current  : Component;
      In_Kind  : Boolean := False;
      Is_Empty : Boolean := True;

      function Place return Positive is (Index - Text'First + 1);

      procedure Put (Item : Character);
      procedure End_Component;

      procedure Put (Item : Character) is
      begin
         if In_Kind then
            Append (Current.Kind, Item);
         else
            Append (Current.Id, Item);
         end if;
         Is_Empty := False;
      end Put;

      procedure End_Component is
      begin
         if Is_Empty then
            Fail (Place, "a component is missing; one without id and kind is written .");
         elsif In_Kind and then Length (Current.Kind) = 0 and then Length (Current.Id) > 0 then
            Fail (Place, "a component without a kind does not end with .");
         elsif Count = Max_Components then
            Fail (Place, "a name has at most 32 components");
         end if;
         Count := Count + 1;
         Result (Count) := Current;
         Current  := (others => <>);
         In_Kind  := False;
         Is_Empty := True;
      end End_Component;

   begin
      if Text'Length not in 1 .. Max_Length then
         raise Malformed with "a name has 1 to 1024 octets";
      end if;
      while Index <= Text'Last loop
         case Text (Index) is
            when '/' =>
               End_Component;
            when '.' =>
               if In_Kind then
                  Fail (Place, "a second . in a component must be written \.");
               end if;
               In_Kind  := True;
               Is_Empty := False;
            when '\' =>
               if Index = Text'Last or else Text (Index + 1) not in '/' | '.' | '\' then
                  Fail (Place, "after \ only / . or \ may follow");
               end if;
               Index := Index + 1;
               Put (Text (Index));
            when others =>
               Put (Text (Index));
         end case;
         Index := Index + 1;
      end loop;
      End_Component;
      Check (Result (1 .. Count));
      return Result (1 .. Count);
   end Parse;

   ----------------
   -- Check_Part --
   ----------------

   procedure Check_Part (Part : Unbounded_String) is
   begin
      if Length (Part) > Max_Part_Length then
         raise Malformed with "an id or a kind has at most 256 octets";
      elsif Index (Part, (1 => ASCII.NUL)) > 0 then
         raise Malformed with "an id or a kind must not hold a NUL";
      end if;
   end Check_Part;

   -----------
   -- Check --
   -----------

   procedure Check (Item : Name) is
   begin
      if Item'Length not in 1 .. Max_Components then
         raise Malformed with "a name has 1 to 32 components";
      end if;
      for Part of Item loop
         Check_Part (Part.Id);
         Check_Part (Part.Kind);
      end loop;
      if Image (Item)'Length > Max_Length then
         raise Malformed with "a name has at most 1024 octets";
      end if;
   end Check;

   -------------
   -- Escaped --
   -------------

   function Escaped (Part : String) return String is
      Result : Unbounded_String;
   begin
      for Item of Part loop
         if Item in '/' | '.' | '\' then
            Append (Result, '\');
         end if;
         Append (Result, Item);
      end loop;
      return To_String (Result);
   end Escaped;

   -----------
   -- Image --
   -----------

   function Image (Item : Component) return String is
     (if Length (Item.Kind) > 0 or else Length (Item.Id) = 0
      then Escaped (To_String (Item.Id)) & '.' & Escaped (To_String (Item.Kind))
      else Escaped (To_String (Item.Id)));

   function Image (Item : Name) return String is
      Result : Unbounded_String;
   begin
      for Part of Item loop
         if Length (Result) > 0 then
            Append (Result, '/');
         end if;
         Append (Result, Image (Part));
      end loop;
      return To_String (Result);
   end Image;

end Naming_Service.Names;
