with Orb_Core.Registry;
with Orb_Core.Servants.Calculator;
with Orb_Core.Servants.Counter;
with Orb_Core.Servants.Dictionary;
with Orb_Core.Servants.Echo;

package body Orb_Core.Built_In is

   use Orb_Core.Servants;

   --------------
   -- Register --
   --------------

   procedure Register is
   begin
      Registry.Register ("echo", new Echo.Instance, Activate => True);
      Registry.Register ("counter", new Counter.Instance, Activate => True);
      Registry.Register ("calculator", new Calculator.Instance, Activate => True);
      Registry.Register ("dictionary", new Dictionary.Instance, Activate => True);
   end Register;

end Orb_Core.Built_In;
