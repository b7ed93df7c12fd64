package body Orb_Core.Servants.Dictionary is

   use Orb_Core.Signatures;
   use type Kit.JSON.Value;

   Name : constant Parameter := (new String'("name"), Text);

   All_Operations : constant Operation_List :=
     ((new String'("put"), Bool, (Name, (new String'("value"), Any), others => <>), 2),
      (new String'("get"), Any, (Name, others => <>), 1),
      (new String'("remove"), Void, (Name, others => <>), 1),
      (new String'("names"), Any, No_Parameters, 0),
      (new String'("size"), Unsigned_Long, No_Parameters, 0));

   --  Whether the name is new.
   function Put
     (Self : in out Instance; Name : String; Item : Kit.JSON.Value) return Boolean;

   function Names (Self : Instance) return Kit.JSON.Value;
   procedure Check_Known (Self : Instance; Name : String);

   function Operations (Self : Instance) return Operation_List is (All_Operations);

   ---------
   -- Put --
   ---------

   function Put
     (Self : in out Instance; Name : String; Item : Kit.JSON.Value) return Boolean
   is
      Is_New : constant Boolean := not Self.Entries.Contains (Name);
   begin
      if Is_New and then Natural (Self.Entries.Length) = Max_Entries then
         Throw_User (Full_Id, "a dictionary holds at most 1000 entries");
      end if;
      Self.Entries.Include (Name, Item);
      return Is_New;
   end Put;

   -----------
   -- Names --
   -----------

   function Names (Self : Instance) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Place in Self.Entries.Iterate loop
         Kit.JSON.Append (Result, +Value_Maps.Key (Place));
      end loop;
      return Result;
   end Names;

   -----------------
   -- Check_Known --
   -----------------

   procedure Check_Known (Self : Instance; Name : String) is
   begin
      if not Self.Entries.Contains (Name) then
         Throw_User (Not_Found_Id, "no entry has this name");
      end if;
   end Check_Known;

   ------------
   -- Invoke --
   ------------

   overriding procedure Invoke
     (Self      : in out Instance;
      Operation : String;
      Arguments : Kit.JSON.Value;
      Result    : in out Kit.JSON.Value) is
   begin
      if Operation = "put" then
         Result := +Put (Self, Text (Arguments, 1), Kit.JSON.Element (Arguments, 2));
      elsif Operation = "get" then
         Check_Known (Self, Text (Arguments, 1));
         Result := Self.Entries.Element (Text (Arguments, 1));
      elsif Operation = "remove" then
         Check_Known (Self, Text (Arguments, 1));
         Self.Entries.Delete (Text (Arguments, 1));
      elsif Operation = "names" then
         Result := Names (Self);
      elsif Operation = "size" then
         Result := +Long_Long_Integer (Self.Entries.Length);
      end if;
   end Invoke;

end Orb_Core.Servants.Dictionary;
