package body Kit.Fields is

   use Ada.Strings.Unbounded;

   --  Calls Visit with each entry's bounds in the text.
   procedure Scan
     (Text  : String;
      Name  : String;
      Visit : not null access procedure (First, Last : Natural; Stop : in out Boolean));

   ---------
   -- Add --
   ---------

   procedure Add (To : in out List; Name, Value : String) is
   begin
      Append (To.Text, Name & ':' & Value & ASCII.LF);
   end Add;

   ----------
   -- Scan --
   ----------

   procedure Scan
     (Text  : String;
      Name  : String;
      Visit : not null access procedure (First, Last : Natural; Stop : in out Boolean))
   is
      First : Positive := Text'First;
      Stop  : Boolean  := False;
   begin
      for Index in Text'Range loop
         if Text (Index) = ASCII.LF then
            if Index - First > Name'Length
              and then Text (First + Name'Length) = ':'
              and then Text (First .. First + Name'Length - 1) = Name
            then
               Visit (First + Name'Length + 1, Index - 1, Stop);
               exit when Stop;
            end if;
            First := Index + 1;
         end if;
      end loop;
   end Scan;

   -----------
   -- Value --
   -----------

   function Value (From : List; Name : String; Default : String := "") return String is
      Text  : constant String := To_String (From.Text);
      Start : Natural := 0;
      Stop  : Natural := 0;

      procedure Take (First, Last : Natural; Done : in out Boolean);

      procedure Take (First, Last : Natural; Done : in out Boolean) is
      begin
         Start := First;
         Stop  := Last;
         Done  := True;
      end Take;

   begin
      Scan (Text, Name, Take'Access);
      return (if Start = 0 then Default else Text (Start .. Stop));
   end Value;

   -----------
   -- Count --
   -----------

   function Count (From : List; Name : String) return Natural is
      Result : Natural := 0;

      procedure Take (First, Last : Natural; Done : in out Boolean);

      procedure Take (First, Last : Natural; Done : in out Boolean) is
         pragma Unreferenced (First, Last, Done);
      begin
         Result := Result + 1;
      end Take;

   begin
      Scan (To_String (From.Text), Name, Take'Access);
      return Result;
   end Count;

   -----------
   -- Lines --
   -----------

   function Lines (From : List) return String is
      Text   : constant String := To_String (From.Text);
      Result : Unbounded_String;
      Named  : Boolean := False;
   begin
      for Item of Text loop
         if Item = ASCII.LF then
            Append (Result, ASCII.CR & ASCII.LF);
            Named := False;
         elsif Item = ':' and then not Named then
            Append (Result, ": ");
            Named := True;
         else
            Append (Result, Item);
         end if;
      end loop;
      return To_String (Result);
   end Lines;

end Kit.Fields;
