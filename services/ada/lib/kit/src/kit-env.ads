--  Settings from the environment, each with a limit.

package Kit.Env is

   Invalid_Setting : exception;

   --  The default stands for an absent or empty variable.
   function Value (Name : String; Default : String := "") return String;

   --  Raises Invalid_Setting when it is no number or outside Low .. High.
   function Number (Name : String; Default, Low, High : Integer) return Integer;

end Kit.Env;
