with Orb_Core.Servants.Calculator;
with Orb_Core.Servants.Counter;
with Orb_Core.Servants.Dictionary;
with Orb_Core.Servants.Echo;

package body Orb_Core.Factory is

   use Orb_Core.Servants;
   use type Kit.JSON.Value;

   Samples : constant array (1 .. 4) of Servant_Access :=
     (new Echo.Instance, new Counter.Instance, new Calculator.Instance,
      new Dictionary.Instance);

   Of_All_Objects : constant Signatures.Operation_List :=
     ((new String'("_is_a"), Signatures.Bool,
       ((new String'("id"), Signatures.Text), others => <>), 1),
      (new String'("_interface"), Signatures.Text, Signatures.No_Parameters, 0),
      (new String'("_non_existent"), Signatures.Bool, Signatures.No_Parameters, 0));

   ----------
   -- Make --
   ----------

   function Make (Interface_Id : String) return Servant_Access is
     (if Interface_Id = Echo.Id then new Echo.Instance
      elsif Interface_Id = Counter.Id then new Counter.Instance
      elsif Interface_Id = Calculator.Id then new Calculator.Instance
      elsif Interface_Id = Dictionary.Id then new Dictionary.Instance
      else null);

   ----------
   -- Find --
   ----------

   procedure Find
     (Interface_Id, Name : String; Operation : out Signatures.Operation; Known : out Boolean)
   is
      procedure Look (Within : Signatures.Operation_List);

      procedure Look (Within : Signatures.Operation_List) is
         Index : constant Natural := Signatures.Find (Within, Name);
      begin
         if Index > 0 then
            Operation := Within (Index);
            Known     := True;
         end if;
      end Look;

   begin
      Operation := (others => <>);
      Known     := False;
      for Sample of Samples loop
         if Sample.Interface_Id = Interface_Id then
            Look (Sample.Operations);
         end if;
      end loop;
      if not Known then
         Look (Of_All_Objects);
      end if;
   end Find;

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
               Kit.JSON.Append (Operations, +Signatures.Image (Operation));
            end loop;
            Kit.JSON.Add (Item, "id", Sample.Interface_Id);
            Kit.JSON.Add (Item, "operations", Operations);
            Kit.JSON.Append (Result, Item);
         end;
      end loop;
      return Result;
   end Interfaces_Image;

end Orb_Core.Factory;
