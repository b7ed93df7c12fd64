with Orb_Core.Servants.Calculator;
with Orb_Core.Servants.Counter;
with Orb_Core.Servants.Dictionary;
with Orb_Core.Servants.Echo;
with Orb_Core.Signatures;

package body Orb_Core.Factory is

   use Orb_Core.Servants;
   use type Kit.JSON.Value;

   Samples : constant array (1 .. 4) of Servant_Access :=
     (new Echo.Instance, new Counter.Instance, new Calculator.Instance,
      new Dictionary.Instance);

   ----------
   -- Make --
   ----------

   function Make (Interface_Id : String) return Servant_Access is
     (if Interface_Id = Echo.Id then new Echo.Instance
      elsif Interface_Id = Counter.Id then new Counter.Instance
      elsif Interface_Id = Calculator.Id then new Calculator.Instance
      elsif Interface_Id = Dictionary.Id then new Dictionary.Instance
      else null);

   ----------------------
   -- Interfaces_Image --
   ----------------------

   function Interfaces_Image return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      for Sample of Samples loop
         declare
            Item       : Kit.JSON.Value := Kit.JSON.Empty_Object;
            Operations : Kit.JSON.Value := Kit.JSON.Empty_Array;
         begin
            for Operation of Sample.Operations loop
               Kit.JSON.Append (Operations, +Orb_Core.Signatures.Image (Operation));
            end loop;
            Kit.JSON.Add (Item, "id", Sample.Interface_Id);
            Kit.JSON.Add (Item, "operations", Operations);
            Kit.JSON.Append (Result, Item);
         end;
      end loop;
      return Result;
   end Interfaces_Image;

end Orb_Core.Factory;
