package body Notification_Service.QoS is

   use type Kit.JSON.Value;
   use all type Kit.JSON.Kinds;

   --  In the specification, but nothing that a service without storage and
   --  without push to consumers could give.
   function Is_Standard (Name : String) return Boolean is
     (Name in "StartTime" | "StopTime" | "StartTimeSupported" | "StopTimeSupported"
        | "MaximumBatchSize" | "PacingInterval");

   procedure Refuse
     (Errors : in out Kit.JSON.Value; Code, Name : String; Low, High : Kit.JSON.Value);
   procedure Refuse (Errors : in out Kit.JSON.Value; Code, Name : String);

   --  Item stays as it is where Given does not fit.
   procedure Take_Number
     (Given     : Kit.JSON.Value;
      Name      : String;
      Low, High : Long_Long_Integer;
      Item      : in out Long_Long_Integer;
      Errors    : in out Kit.JSON.Value);

   procedure Take_Policy
     (Given  : Kit.JSON.Value;
      Name   : String;
      Item   : in out Policies;
      Errors : in out Kit.JSON.Value);

   procedure Take_Reliability
     (Given : Kit.JSON.Value; Name : String; Errors : in out Kit.JSON.Value);

   procedure Take
     (Name   : String;
      Given  : Kit.JSON.Value;
      Result : in out Properties;
      Errors : in out Kit.JSON.Value);

   function Word (Item : Policies) return String is
     (case Item is
         when Any      => "AnyOrder",
         when Fifo     => "FifoOrder",
         when Lifo     => "LifoOrder",
         when Priority => "PriorityOrder",
         when Deadline => "DeadlineOrder");

   ------------
   -- Refuse --
   ------------

   procedure Refuse
     (Errors : in out Kit.JSON.Value; Code, Name : String; Low, High : Kit.JSON.Value)
   is
      Item     : Kit.JSON.Value := Kit.JSON.Empty_Object;
      In_Range : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Item, "code", Code);
      Kit.JSON.Add (Item, "name", Name);
      if Kit.JSON.Kind (Low) /= Null_Value then
         Kit.JSON.Add (In_Range, "low", Low);
         Kit.JSON.Add (In_Range, "high", High);
         Kit.JSON.Add (Item, "availableRange", In_Range);
      end if;
      Kit.JSON.Append (Errors, Item);
   end Refuse;

   procedure Refuse (Errors : in out Kit.JSON.Value; Code, Name : String) is
   begin
      Refuse (Errors, Code, Name, Kit.JSON.Nothing, Kit.JSON.Nothing);
   end Refuse;

   -----------------
   -- Take_Number --
   -----------------

   procedure Take_Number
     (Given     : Kit.JSON.Value;
      Name      : String;
      Low, High : Long_Long_Integer;
      Item      : in out Long_Long_Integer;
      Errors    : in out Kit.JSON.Value) is
   begin
      if Kit.JSON.Kind (Given) /= Integer_Value then
         Refuse (Errors, "BAD_TYPE", Name, +Low, +High);
      elsif Kit.JSON.As_Integer (Given) not in Low .. High then
         Refuse (Errors, "UNSUPPORTED_VALUE", Name, +Low, +High);
      else
         Item := Kit.JSON.As_Integer (Given);
      end if;
   end Take_Number;

   -----------------
   -- Take_Policy --
   -----------------

   procedure Take_Policy
     (Given  : Kit.JSON.Value;
      Name   : String;
      Item   : in out Policies;
      Errors : in out Kit.JSON.Value) is
   begin
      if Kit.JSON.Kind (Given) /= String_Value then
         Refuse (Errors, "BAD_TYPE", Name);
         return;
      end if;
      for Policy in Policies loop
         if Kit.JSON.As_String (Given) = Word (Policy)
           or else Kit.JSON.As_String (Given) & "Order" = Word (Policy)
         then
            if Name = "OrderPolicy" and then Policy = Lifo then
               exit;
            end if;
            Item := Policy;
            return;
         end if;
      end loop;
      Refuse (Errors, "BAD_VALUE", Name);
   end Take_Policy;

   ----------------------
   -- Take_Reliability --
   ----------------------

   procedure Take_Reliability
     (Given : Kit.JSON.Value; Name : String; Errors : in out Kit.JSON.Value) is
   begin
      if Kit.JSON.Kind (Given) /= String_Value then
         Refuse (Errors, "BAD_TYPE", Name);
      elsif Kit.JSON.As_String (Given) = "Persistent" then
         Refuse (Errors, "UNSUPPORTED_VALUE", Name, +"BestEffort", +"BestEffort");
      elsif Kit.JSON.As_String (Given) /= "BestEffort" then
         Refuse (Errors, "BAD_VALUE", Name);
      end if;
   end Take_Reliability;

   ----------
   -- Take --
   ----------

   procedure Take
     (Name   : String;
      Given  : Kit.JSON.Value;
      Result : in out Properties;
      Errors : in out Kit.JSON.Value)
   is
      Number : Long_Long_Integer;
      Policy : Policies;
   begin
      if Name = "OrderPolicy" then
         Policy := Result.Order;
         Take_Policy (Given, Name, Policy, Errors);
         Result.Order := Policy;
      elsif Name = "DiscardPolicy" then
         Take_Policy (Given, Name, Result.Discard, Errors);
      elsif Name = "MaxEventsPerConsumer" then
         Number := Long_Long_Integer (Result.Most);
         Take_Number (Given, Name, 1, Max_Held, Number, Errors);
         Result.Most := Positive (Number);
      elsif Name = "Timeout" then
         Number := Long_Long_Integer (Result.Timeout_Ms);
         Take_Number (Given, Name, 0, Events.Max_Timeout_Ms, Number, Errors);
         Result.Timeout_Ms := Natural (Number);
      elsif Name = "Priority" then
         Number := Long_Long_Integer (Result.Priority);
         Take_Number
           (Given, Name, Long_Long_Integer (Events.Priorities'First),
            Long_Long_Integer (Events.Priorities'Last), Number, Errors);
         Result.Priority := Events.Priorities (Number);
      elsif Name in "EventReliability" | "ConnectionReliability" then
         Take_Reliability (Given, Name, Errors);
      elsif Is_Standard (Name) then
         Refuse (Errors, "UNSUPPORTED_PROPERTY", Name);
      else
         Refuse (Errors, "BAD_PROPERTY", Name);
      end if;
   end Take;

   ------------
   -- Decode --
   ------------

   procedure Decode
     (Given   : Kit.JSON.Value;
      Default : Properties;
      Result  : out Properties;
      Errors  : out Kit.JSON.Value) is
   begin
      Result := Default;
      Errors := Kit.JSON.Empty_Array;
      if Kit.JSON.Kind (Given) not in Null_Value | Object_Value then
         Refuse (Errors, "BAD_TYPE", "qos");
      end if;
      --  An object, so few members that the errors are few too.
      for Index in 1 .. Integer'Min (Kit.JSON.Length (Given), 32) loop
         if Kit.JSON.Kind (Given) = Object_Value then
            Take
              (Kit.JSON.Name (Given, Index), Kit.JSON.Element (Given, Index), Result, Errors);
         end if;
      end loop;
      if Kit.JSON.Length (Given) > 32 then
         Refuse (Errors, "BAD_PROPERTY", Kit.JSON.Name (Given, 33));
      end if;
   end Decode;

   -----------
   -- Image --
   -----------

   function Image (Item : Properties) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "OrderPolicy", Word (Item.Order));
      Kit.JSON.Add (Result, "DiscardPolicy", Word (Item.Discard));
      Kit.JSON.Add (Result, "MaxEventsPerConsumer", Long_Long_Integer (Item.Most));
      Kit.JSON.Add (Result, "Timeout", Long_Long_Integer (Item.Timeout_Ms));
      Kit.JSON.Add (Result, "Priority", Long_Long_Integer (Item.Priority));
      return Result;
   end Image;

end Notification_Service.QoS;
