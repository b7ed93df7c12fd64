with AUnit.Assertions;
with Expecting_User;
with Kit.JSON;

package body Fresh_Adapters is

   use AUnit.Assertions;
   use POA_Manager.Policies;

   function Fresh (Name : String; Given : List) return Adapter_Access is
   begin
      Expecting_User.Need_Root;
      if Kit.JSON.Length (Images) = 1 then
         Create ("RootPOA", "t", "", Defaults);
      end if;
      Create ("RootPOA/t", Name, "t", Combined (Given));
      return Find ("RootPOA/t/" & Name);
   end Fresh;

   procedure End_Fresh is
      Paths : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Count : Natural;
   begin
      Destroy ("RootPOA/t", Paths, Count);
   end End_Fresh;

   procedure Run_It is
   begin
      Assert (Operation = "never", "unreachable");
   end Run_It;

end Fresh_Adapters;
