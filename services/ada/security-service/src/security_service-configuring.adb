with Ada.Exceptions;
with Ada.Strings.Unbounded;
with Kit.Env;
with Kit.JSON.Parsing;
with Kit.Logs;
with Security_Service.Accounts;
with Security_Service.Files;
with Security_Service.Keys;
with Security_Service.Policies;

package body Security_Service.Configuring is

   use Ada.Strings.Unbounded;

   procedure Read_Keys (Folder : String);
   procedure Read_Accounts (Folder : String);
   procedure Read_Policy (Path : String);

   ---------------
   -- Read_Keys --
   ---------------

   procedure Read_Keys (Folder : String) is
      Path : constant String := Folder & "/token-key";
   begin
      if Folder /= "" and then Files.Exists (Path) then
         Keys.Set (To_String (Files.Secret_Content (Path)));
      else
         Keys.Set_Random;
         Kit.Logs.Write
           (Kit.Logs.Warn,
            "no key for tokens: a random one is used; tokens end with this process",
            More => Kit.Logs.Field
              ("wanted", (if Folder = "" then "SECRETS_DIR" else Path)));
      end if;
   exception
      when Error : Keys.Unusable =>
         raise Kit.Env.Invalid_Setting
           with Path & ": " & Ada.Exceptions.Exception_Message (Error);
   end Read_Keys;

   -------------------
   -- Read_Accounts --
   -------------------

   procedure Read_Accounts (Folder : String) is
      Path : constant String := Folder & "/accounts";
   begin
      if Folder /= "" and then Files.Exists (Path) then
         Accounts.Set (To_String (Files.Secret_Content (Path)));
      end if;
   exception
      when Error : Accounts.Unusable =>
         raise Kit.Env.Invalid_Setting
           with Path & ": " & Ada.Exceptions.Exception_Message (Error);
   end Read_Accounts;

   -----------------
   -- Read_Policy --
   -----------------

   procedure Read_Policy (Path : String) is
   begin
      if Path = "" then
         Policies.Set_Built_In;
      else
         Policies.Set (To_String (Files.Content (Path)));
      end if;
   exception
      when Error : Policies.Unusable | Kit.JSON.Parsing.Syntax_Error =>
         raise Kit.Env.Invalid_Setting
           with Path & ": " & Ada.Exceptions.Exception_Message (Error);
   end Read_Policy;

   ----------------
   -- Read_Files --
   ----------------

   procedure Read_Files is
      Folder : constant String := Kit.Env.Value ("SECRETS_DIR");
   begin
      Read_Keys (Folder);
      Read_Accounts (Folder);
      Read_Policy (Kit.Env.Value ("POLICY_FILE"));
   exception
      when Error : Files.Unusable =>
         raise Kit.Env.Invalid_Setting with Ada.Exceptions.Exception_Message (Error);
   end Read_Files;

end Security_Service.Configuring;
