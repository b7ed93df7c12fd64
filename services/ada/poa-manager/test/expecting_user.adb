with Ada.Exceptions;
with AUnit.Assertions;
with POA_Manager.Adapters;
with POA_Manager.Managers;

package body Expecting_User is

   use AUnit.Assertions;
   use all type POA_Manager.User_Exceptions.Kinds;

   procedure User_Exception
     (Action : not null access procedure;
      Kind   : POA_Manager.User_Exceptions.Kinds;
      Index  : Natural := 0) is
   begin
      begin
         Action.all;
      exception
         when Error : POA_Manager.User_Exceptions.Raised =>
            Assert
              (POA_Manager.User_Exceptions.Kind (Error) = Kind
               and then POA_Manager.User_Exceptions.Index (Error) = Index,
               "expected " & Kind'Image & Index'Image & ", found "
               & Ada.Exceptions.Exception_Message (Error));
            return;
      end;
      Assert (False, "expected " & Kind'Image & ", nothing was raised");
   end User_Exception;

   procedure Need_Root is
   begin
      if not POA_Manager.Managers.Exists (POA_Manager.Managers.Root_Manager) then
         POA_Manager.Adapters.Set_Up;
      end if;
   end Need_Root;

end Expecting_User;
